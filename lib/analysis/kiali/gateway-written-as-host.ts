import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('networking.istio.io/VirtualService')) {
    const { gateways = [], http = [] } = on.spec;
    const matches = http.flatMap(({ match = [] }, i) =>
      match.flatMap(({ gateways: named = [] }, j) =>
        named.map((gateway, k) => ({ gateway, field: `spec.http[${i}].match[${j}].gateways[${k}]` })),
      ),
    );
    for (const { gateway, field } of [...gateways.map((gateway, i) => ({ gateway, field: `spec.gateways[${i}]` })), ...matches]) {
      const [name = '', namespace] = gateway.split('.');
      if (namespace === undefined || gateway.includes('/')) continue;
      yield { on, field, problem: 'is a Gateway written as a host', got: gateway, fix: `write ${namespace}/${name}` };
    }
  }
}

export const gatewayWrittenAsHost: Rule = {
  code: 'KIA1108',
  level: 'info',
  title: 'Gateway written as a host',
  explanation:
    'A Gateway can be named as namespace/name, or as a host such as front.shop.svc.cluster.local, which is the old way and is easily taken for a service.',
  fix: 'write the namespace, a slash and the name',
  find,
};
