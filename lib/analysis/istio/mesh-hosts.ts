import { append } from '../../core/grouped';
import type { Mesh, MeshObject } from '../../model';
import { HostIndex } from '../../model/host-index';
import type { Specs } from '../../model/specs';
import type { Report, Rule } from '../rule';
import { writtenOut } from './destination-hosts';
import { ALL, exportScopes } from './export-scopes';
import { isInSidecars } from './gateway-references';

type VirtualService = MeshObject<Specs['networking.istio.io/VirtualService']>;

interface Routed {
  readonly on: VirtualService;
  readonly scope: string;
  readonly host: string;
  /** Index in the list of hosts. */
  readonly index: number;
}

function* routedHosts(mesh: Mesh): Iterable<Routed> {
  for (const on of mesh.of('networking.istio.io/VirtualService')) {
    if (!isInSidecars(on)) continue;
    for (const scope of exportScopes(on)) {
      for (const [index, host] of (on.spec.hosts ?? []).entries()) {
        yield { on, scope, host: writtenOut(host, on.namespace, mesh.settings.domain), index };
      }
    }
  }
}

function* find(mesh: Mesh): Iterable<Report> {
  const inScope = new Map<string, Routed[]>();
  const ofAll = new HostIndex<Routed>();
  for (const routed of routedHosts(mesh)) {
    const key = `${routed.scope}/${routed.host}`;
    append(inScope, key, routed);
    if (routed.scope === ALL) ofAll.add(routed.host, routed);
  }
  const reported = new Set<VirtualService>();
  for (const list of inScope.values()) {
    const [{ scope, host }] = list as [Routed];
    const competing = scope === ALL ? list : [...list, ...ofAll.meeting(host)];
    if (competing.length < 2) continue;
    for (const { on, index } of competing) {
      if (reported.has(on)) continue;
      reported.add(on);
      const other = competing.find((one) => one.on !== on) ?? (competing[0] as Routed);
      const problem = `is routed by VirtualService ${other.on.namespace}/${other.on.name} too, in the same sidecars`;
      yield { on, field: `spec.hosts[${index}]`, problem, got: on.spec.hosts?.[index] };
    }
  }
}

export const meshHosts: Rule = {
  code: 'IST0109',
  level: 'error',
  title: 'Two VirtualServices for one host in sidecars',
  explanation:
    'Two VirtualServices route the same host in the same sidecars. Istio takes the older one, and none of the rules of the other.',
  fix: 'put the rules into one VirtualService, or export each to other namespaces by exportTo',
  kiali: ['KIA1106'],
  find,
};
