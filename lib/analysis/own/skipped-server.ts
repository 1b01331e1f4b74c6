import type { Mesh, MeshObject, Specs } from '../../model';
import type { Report, Rule } from '../rule';

type Gateway = MeshObject<Specs['networking.istio.io/Gateway']>;

/** Proxies that a gateway is for, by name; by its selector where there are none. */
function proxiesOf(mesh: Mesh, { spec: { selector = {} } }: Gateway): readonly string[] {
  const names = mesh.workloadsWith(selector).map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`);
  return names.length > 0 ? names : [`pods with ${JSON.stringify(Object.entries(selector).sort())}`];
}

function* find(mesh: Mesh): Iterable<Report> {
  const taken = new Map<string, { readonly on: Gateway; readonly index: number }>();
  for (const on of mesh.of('networking.istio.io/Gateway')) {
    const proxies = proxiesOf(mesh, on);
    for (const [index, { tls, port, bind = '', hosts }] of (on.spec.servers ?? []).entries()) {
      if (tls === undefined) continue;
      const keys = hosts.flatMap((host) =>
        proxies.map((proxy) => ({ host, key: `${proxy} ${port?.number} ${bind} ${host.replace(/^\.\//, `${on.namespace}/`)}` })),
      );
      const hit = keys.map(({ host, key }) => ({ host, first: taken.get(key) })).find(({ first }) => first !== undefined);
      if (hit?.first === undefined) {
        for (const { key } of keys) taken.set(key, { on, index });
        continue;
      }
      const { on: owner, index: server } = hit.first;
      const also = hosts.length > 1 ? ', and so are its other hosts' : '';
      yield {
        on,
        field: `spec.servers[${index}].hosts`,
        problem: `has a host that servers[${server}] of Gateway ${owner.namespace}/${owner.name} has for port ${port?.number}, so that the whole server is left out${also}`,
        got: hit.host,
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
