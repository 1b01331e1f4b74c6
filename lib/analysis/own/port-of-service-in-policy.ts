import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('security.istio.io/PeerAuthentication')) {
    const { selector, portLevelMtls = {} } = on.spec;
    const labels = selector?.matchLabels;
    if (labels === undefined) continue;
    const workloads = mesh.workloadsWith(labels, on.namespace);
    if (workloads.length === 0) continue;
    const behind = new Set(workloads.flatMap((workload) => mesh.servicesFor(workload)));
    const targets = [...behind].flatMap(({ ports }) => ports.map(({ number, targetPort }) => ({ number, targetPort })));
    const listening = new Set([
      ...workloads.flatMap(({ ports }) => ports.map(({ number }) => number)),
      ...targets.flatMap(({ targetPort }) => (typeof targetPort === 'number' ? [targetPort] : [])),
    ]);
    for (const port of Object.keys(portLevelMtls)) {
      if (listening.has(Number(port))) continue;
      const meant = targets.find(({ number }) => number === Number(port))?.targetPort;
      const field = `spec.portLevelMtls["${port}"]`;
      if (meant !== undefined)
        yield {
          on,
          field,
          problem: 'is a port of the Service, where the port of the workload is asked for',
          got: Number(port),
          fix: `write ${meant}, to which the Service sends it`,
        };
      else if (workloads.every(({ ports }) => ports.length > 0))
        yield { on, field, problem: 'is no port of the workloads', got: Number(port) };
    }
  }
}

export const portOfServiceInPolicy: Rule = {
  code: 'MESH0403',
  level: 'warning',
  title: 'Mutual TLS for a port that the workload does not have',
  explanation:
    'portLevelMtls names ports of the workload. One of the Service, which forwards to another number, changes nothing: the mode of the namespace or the mesh holds for the port.',
  fix: 'write the number of the port of the container',
  find,
};
