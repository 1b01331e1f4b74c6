import type { Mesh, Workload } from '../model';
import { mapsOf, textOf } from '../model/mesh-object';
import type { GraphBuilder } from './graph-builder';
import type { GraphNodes } from './graph-nodes';

/** A host in a text where a URL or a port says that it is one: `http://ratings`, `ratings:9080`, `db.shop.svc.cluster.local`. */
const HOSTS = /(:\/\/)?((?:[a-z0-9-]+\.)*[a-z0-9-]+)(:\d+)?/gi;

function hostsIn(text: string, domain: string): string[] {
  return [...text.matchAll(HOSTS)].flatMap(([, scheme, host = '', port]) => {
    const isFull = host.endsWith('.svc') || host.endsWith(`.svc.${domain}`);
    return scheme !== undefined || port !== undefined || isFull ? [host.toLowerCase()] : [];
  });
}

/** Texts in which a workload is told whom to call: its environment and its arguments. */
function textsOf({ containers }: Workload): string[] {
  return containers.flatMap(({ env, args, command }) => [
    ...mapsOf(env).flatMap(({ value }) => textOf(value) ?? []),
    ...[command, args].flatMap((list) => (Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [])),
  ]);
}

/** Adds who names which service, as far as manifests say. */
export function addNamed(mesh: Mesh, graph: GraphBuilder, nodes: GraphNodes): void {
  const { domain } = mesh.settings;
  for (const workload of mesh.workloads) {
    const { namespace, object } = workload;
    const from = nodes.ofWorkload(workload);
    const called = new Set<string>();
    for (const host of textsOf(workload).flatMap((text) => hostsIn(text, domain))) {
      const full = [`${host}.${namespace}.svc.${domain}`, `${host}.svc.${domain}`, `${host}.${domain}`, host];
      const service = full.map((name) => mesh.serviceSeenFrom(namespace, name)).find((one) => one !== undefined);
      if (service === undefined) continue;
      const asCalled = `host/${service.namespace}/${service.host}`;
      const to = graph.has(asCalled) ? asCalled : nodes.ofService(service);
      if (to !== undefined && !mesh.workloadsBehind(service).includes(workload)) called.add(to);
    }
    for (const to of called) graph.edge({ kind: 'names', from, to, sources: [object] });
  }
}
