import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { type PlacedServer, type ServerSpec, serversByProxy } from './servers-by-proxy';

function* find(mesh: Mesh): Iterable<Report> {
  const reported = new Set<ServerSpec>();
  for (const servers of serversByProxy(mesh).values()) {
    const taken = new Map<string, PlacedServer>();
    for (const placed of servers) {
      const { on, index, spec } = placed;
      if (spec.tls === undefined) continue;
      const keys = (spec.hosts ?? []).map(
        (host) => `${spec.port?.number} ${spec.bind ?? ''} ${host.replace(/^\.\//, `${on.namespace}/`)}`,
      );
      const hit = keys.findIndex((key) => taken.has(key));
      const owner = taken.get(keys[hit] ?? '');
      if (owner === undefined) {
        for (const key of keys) taken.set(key, placed);
        continue;
      }
      if (reported.has(spec)) continue;
      reported.add(spec);
      const also = spec.hosts.length > 1 ? ', and so are its other hosts' : '';
      yield {
        on,
        field: `spec.servers[${index}].hosts`,
        problem: `has a host that servers[${owner.index}] of Gateway ${owner.on.namespace}/${owner.on.name} has for port ${spec.port?.number}, so that the whole server is left out${also}`,
        got: spec.hosts[hit],
      };
    }
  }
}

export const skippedServer: Rule = {
  code: 'MESH0302',
  level: 'error',
  title: 'Server of a gateway that is left out for one of its hosts',
  explanation:
    'Of two servers with tls on one port of the same pods, be they for TLS or for a redirect to HTTPS, that have a host in common, istiod takes the older one and leaves the other out as a whole, the hosts that only that one has included.',
  fix: 'give each host to one server',
  kiali: ['KIA0301'],
  find,
};
