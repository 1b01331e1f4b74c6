import type { Mesh } from '../../model';
import { hostsMeet } from '../../model/hosts';
import type { Report, Rule } from '../rule';
import { gatewayReferences, hostsServedTo } from './gateway-references';

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('networking.istio.io/VirtualService')) {
    const { hosts = [] } = on.spec;
    for (const { field, gateway, written, isInternal } of gatewayReferences(mesh, on)) {
      if (isInternal) continue;
      const served = gateway === undefined ? [] : hostsServedTo(gateway, on.namespace);
      if (served.some((one) => hosts.some((host) => hostsMeet(one, host)))) continue;
      const problem =
        gateway === undefined
          ? 'is no Gateway that serves a host of it'
          : `serves namespace ${on.namespace} none of ${hosts.join(', ')}`;
      const fix = served.length === 0 ? undefined : `route one of the hosts that it serves: ${served.join(', ')}`;
      yield { on, field, problem, got: written, ...(fix === undefined ? {} : { fix }) };
    }
  }
}

export const gatewayHost: Rule = {
  code: 'IST0132',
  level: 'warning',
  title: 'VirtualService at a Gateway that serves none of its hosts',
  explanation:
    'No host of a VirtualService is one that the Gateway serves to its namespace, so none of its rules is ever used there. A server host shop/*.example.com is for VirtualServices of namespace shop alone.',
  fix: 'add the host to a server of the Gateway, or correct the hosts of the VirtualService',
  find,
};
