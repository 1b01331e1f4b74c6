import { analyze } from '../../lib/analysis';
import { Mesh, readObjects } from '../../lib/model';

const object = (kind: string, spec: string, version = 'v1') => `---
apiVersion: networking.istio.io/${version}
kind: ${kind}
metadata: { name: shop, namespace: shop }
spec: ${spec}
`;

const complete =
  object('Gateway', '{ servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [shop.example.com] }] }') +
  object(
    'VirtualService',
    '{ hosts: [shop.example.com], gateways: [shop], tcp: [{ route: [{ destination: { host: shop } }] }] }',
  );

test.each([
  [
    'a DestinationRule without host',
    object('DestinationRule', '{ trafficPolicy: { tls: { mode: SIMPLE } }, subsets: [{ name: v1 }] }'),
  ],
  ['a server without hosts', complete.replace(', hosts: [shop.example.com] }', ', tls: { httpsRedirect: true } }')],
  ['a wrong type in a version that there is not', object('VirtualService', '{ hosts: 1, http: [{ route: 2 }] }', 'v2')],
])('what the cluster refuses is found, and no rule stumbles over it: %s', (_, manifests) => {
  const findings = analyze(new Mesh(readObjects(manifests, 'mesh.yaml')));
  expect(findings.map(({ code }) => code)).toContain('IST0106');
});
