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
  [
    'a provider without name',
    `---
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: shop, namespace: shop }
spec: { tracing: [{ providers: [{}] }] }
`,
  ],
  [
    'a Gateway without class',
    `---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: shop, namespace: shop }
spec: { listeners: [{ name: http, port: 80, protocol: HTTP }] }
`,
  ],
  [
    'a label that is no text, in a Deployment without template',
    '---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop, labels: { version: 1 } }\nspec:\n',
  ],
])('what the cluster refuses is found, and no rule stumbles over it: %s', (_, manifests) => {
  const findings = analyze(new Mesh(readObjects(manifests, 'mesh.yaml')));
  expect(findings.map(({ code }) => code)).toContain('IST0106');
});
