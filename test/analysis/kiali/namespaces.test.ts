import { gatewayApi, istio, namespace, object, service } from '../manifests';
import { checkRule } from './check';

const exported = (kind: string, ...exportTo: string[]) => istio(kind, 'shop/a', { host: 'a', hosts: ['a.com'], exportTo });
const problem = 'names a namespace that does not exist, got';

checkRule(
  'KIA0005',
  [
    [
      'a DestinationRule is exported to it',
      namespace('web') + exported('DestinationRule', '.', 'wen'),
      [`DestinationRule/shop/a: spec.exportTo[1] ${problem} "wen"`],
    ],
    [
      'a Service is',
      namespace('web') + service('shop/a', {}, { annotations: { 'networking.istio.io/exportTo': 'web, wen' } }),
      [`Service/shop/a: metadata.annotations["networking.istio.io/exportTo"] ${problem} "wen"`],
    ],
    [
      'a Sidecar takes hosts from it',
      istio('Sidecar', 'shop/a', { egress: [{ hosts: ['./*', 'wen/*'] }] }),
      [`Sidecar/shop/a: spec.egress[0].hosts[1] ${problem} "wen"`],
    ],
    [
      'a Gateway takes hosts from it',
      istio('Gateway', 'shop/a', { servers: [{ hosts: ['wen/*'] }] }),
      [`Gateway/shop/a: spec.servers[0].hosts[0] ${problem} "wen"`],
    ],
  ],
  [
    ['it exists', namespace('web') + exported('VirtualService', 'web', '.', '*', '~')],
    ['an object is in it', object('ConfigMap', 'web/a') + exported('ServiceEntry', 'web')],
    [
      'a Sidecar leaves hosts of it out',
      namespace('web') + istio('Sidecar', 'shop/a', { egress: [{ hosts: ['*/*', '~web/*', '~./a.shop.svc.cluster.local'] }] }),
    ],
    ['every cluster has it', exported('DestinationRule', 'default', 'istio-system', 'kube-system')],
  ],
);

const grant = (from: string) =>
  object('ReferenceGrant', 'shop/a', {
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: from }],
      to: [{ group: '', kind: 'Service' }],
    },
  });
checkRule(
  'KIA1601',
  [
    ['it does not exist', grant('wen'), ['ReferenceGrant/shop/a: spec.from[0].namespace is no namespace that exists, got "wen"']],
    [
      'it is misspelt',
      namespace('web') + grant('webb'),
      ['ReferenceGrant/shop/a: spec.from[0].namespace is no namespace that exists, got "webb"'],
    ],
    [
      'it stands in capitals',
      namespace('web') + grant('Web'),
      ['ReferenceGrant/shop/a: spec.from[0].namespace is no namespace that exists, got "Web"'],
    ],
  ],
  [
    ['it exists', namespace('web') + grant('web')],
    ['a route is in it', gatewayApi('HTTPRoute', 'web/r') + grant('web')],
    ['every cluster has it', grant('default')],
  ],
);
