import type { Labels } from '../../core/labels';
import type { Mesh, MeshObject } from '../../model';
import type { Report, Rule } from '../rule';

function* find(mesh: Mesh): Iterable<Report> {
  const groups = new Map<string, { labels: Labels; members: MeshObject[] }>();
  for (const on of mesh.of('networking.istio.io/WorkloadGroup')) {
    const labels = on.spec.metadata?.labels ?? {};
    const key = JSON.stringify([on.namespace, Object.entries(labels).sort()]);
    const group = groups.get(key) ?? { labels, members: [] };
    if (Object.keys(labels).length > 0) groups.set(key, group);
    group.members.push(on);
  }
  for (const { labels, members } of groups.values()) {
    const [first, second] = members;
    if (first === undefined || second === undefined) continue;
    for (const on of members) {
      const problem = `are those of WorkloadGroup ${on === first ? second.name : first.name} too`;
      yield { on, field: 'spec.metadata.labels', problem, got: labels };
    }
  }
}

export const groupsWithOneLabel: Rule = {
  code: 'KIA1702',
  level: 'warning',
  title: 'Two WorkloadGroups with the same labels',
  explanation: 'Services pick machines by the labels of their group, so they cannot tell the machines of the two groups apart.',
  fix: 'give one of the groups a label that the other does not have, or join them',
  find,
};
