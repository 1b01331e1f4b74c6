import type { Mesh, Workload } from '../../model';
import { mapOf, mapsOf, textsOf } from '../../model/mesh-object';
import type { Report, Rule } from '../rule';
import { selectorText } from './selector-text';

interface OpenPorts {
  readonly ofWorkload: ReadonlyMap<Workload, ReadonlySet<number>>;
  /** Ports of Services without selector, which Istio's analyzer takes for Services of every pod. */
  readonly ofNamespace: ReadonlyMap<string, ReadonlySet<number>>;
}

function addAll(sets: Map<unknown, Set<number>>, key: unknown, ports: readonly number[]): void {
  const set = sets.get(key) ?? new Set();
  for (const port of ports) set.add(port);
  sets.set(key, set);
}

/** Ports at which Services reach pods: those of the Service, and those of the pods where they are numbers. */
function openPorts(mesh: Mesh): OpenPorts {
  const ofWorkload = new Map<Workload, Set<number>>();
  const ofNamespace = new Map<string, Set<number>>();
  for (const { spec, namespace } of mesh.objectsOf('/Service')) {
    const { ports, selector } = mapOf(spec);
    const labels = textsOf(selector);
    const open = mapsOf(ports).flatMap(({ port, targetPort, protocol = 'TCP' }) =>
      protocol === 'TCP' ? [Number(port), Number(targetPort)].filter((number) => number > 0) : [],
    );
    if (Object.keys(labels).length === 0) addAll(ofNamespace, namespace, open);
    else for (const workload of mesh.workloadsWith(labels, namespace)) addAll(ofWorkload, workload, open);
  }
  return { ofWorkload, ofNamespace };
}

function* find(mesh: Mesh): Iterable<Report> {
  const { ofWorkload, ofNamespace } = openPorts(mesh);
  const bySelector = new Map<string, ReadonlySet<number>>();
  for (const on of mesh.of('networking.istio.io/Gateway')) {
    const { selector = {}, servers = [] } = on.spec;
    const text = selectorText(selector);
    const workloads = mesh.workloadsWith(selector);
    if (workloads.length === 0) continue;
    const open =
      bySelector.get(text) ??
      new Set(workloads.flatMap((one) => [...(ofWorkload.get(one) ?? []), ...(ofNamespace.get(one.namespace) ?? [])]));
    bySelector.set(text, open);
    for (const [i, { port }] of servers.entries()) {
      if (port === undefined || open.has(port.number ?? 0)) continue;
      const field = `spec.servers[${i}].port.number`;
      const problem = `is no port of a Service of the pods with ${text === '' ? 'any labels' : text}`;
      const fix =
        open.size === 0 ? 'add a Service with the port' : `add it to the Service, or use one of ${[...open].join(', ')}`;
      yield { on, field, problem, got: port.number ?? 0, fix };
    }
  }
}

export const gatewayPort: Rule = {
  code: 'IST0162',
  level: 'warning',
  title: 'Port of a Gateway that no Service opens',
  explanation:
    'A server of a Gateway has a port that no Service of its pods has, neither as its own port nor as target port. The proxy listens, and nobody reaches it from outside.',
  fix: 'add the port to the Service of the gateway',
  find,
};
