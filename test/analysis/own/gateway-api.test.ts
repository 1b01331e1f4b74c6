import { analyze } from '../../../lib/analysis';
import { Mesh, readObjects } from '../../../lib/model';
import { deployment, gatewayApi, istio, service } from '../manifests';
import { testRule } from './rule-cases';

const web = service('shop/web', { selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
const other = service('pay/api', { selector: { app: 'api' }, ports: [{ name: 'http', port: 80 }] });
const gateway = (listener: object = {}, place = 'shop/edge', kind = 'Gateway') =>
  gatewayApi(kind, place, {
    gatewayClassName: 'istio',
    listeners: [{ name: 'http', port: 80, protocol: 'HTTP', ...listener }],
  });
const route = (rule: object, parent: object = { name: 'edge' }, kind = 'HTTPRoute') =>
  gatewayApi(kind, 'shop/web', { parentRefs: [parent], rules: [rule] });
const to = (backend: object) => ({ backendRefs: [backend] });
const grant = (namespace: string, from: object, target: object) =>
  gatewayApi('ReferenceGrant', `${namespace}/grant`, { from: [{ group: 'gateway.networking.k8s.io', ...from }], to: [target] });
const mirror = (backendRef: object) => ({
  filters: [{ type: 'RequestMirror', requestMirror: { backendRef } }],
  backendRefs: [{ name: 'web', port: 80 }],
});

testRule({
  code: 'MESH0305',
  trips: {
    'the port of the container': [
      web + gateway() + route(to({ name: 'web', port: 8080 })),
      'spec.rules[0].backendRefs[0].port is no port of Service shop/web, got 8080',
    ],
    'of a mirror': [
      web + gateway() + route(mirror({ name: 'web', port: 81 })),
      'spec.rules[0].filters[0].requestMirror.backendRef.port',
    ],
    'of a route for gRPC': [web + gateway() + route(to({ name: 'web', port: 90 }), { name: 'edge' }, 'GRPCRoute'), 'got 90'],
  },
  misses: {
    'a port of the Service': web + gateway() + route(to({ name: 'web', port: 80 })),
    'a Service that does not exist': gateway() + route(to({ name: 'web', port: 8080 })),
    'something else of that name':
      web + gateway() + route(to({ kind: 'InferencePool', group: 'x.example.com', name: 'web', port: 1 })),
  },
});

const far = to({ name: 'api', namespace: 'pay', port: 80 });
const service80 = { group: '', kind: 'Service' };
const certificate = { protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'cert', namespace: 'pay' }] } };

testRule({
  code: 'MESH0306',
  trips: {
    'a backend': [
      other + gateway() + route(far),
      'spec.rules[0].backendRefs[0] is in namespace pay, which has no ReferenceGrant for it, got "pay/api"',
    ],
    'a grant for another kind': [
      other + gateway() + route(far) + grant('pay', { kind: 'GRPCRoute', namespace: 'shop' }, service80),
      'pay/api',
    ],
    'a grant of the wrong namespace': [
      other + gateway() + route(far) + grant('shop', { kind: 'HTTPRoute', namespace: 'shop' }, service80),
      'pay/api',
    ],
    'a grant for another name': [
      other + gateway() + route(far) + grant('pay', { kind: 'HTTPRoute', namespace: 'shop' }, { ...service80, name: 'db' }),
      'pay/api',
    ],
    'a certificate': [gateway(certificate), 'spec.listeners[0].tls.certificateRefs[0] is in namespace pay'],
  },
  misses: {
    'it is granted': other + gateway() + route(far) + grant('pay', { kind: 'HTTPRoute', namespace: 'shop' }, service80),
    'the own namespace': web + gateway() + route(to({ name: 'web', port: 80 })),
    'a route of the mesh': other + web + route(far, { group: '', kind: 'Service', name: 'web' }),
    'a certificate that is granted':
      gateway(certificate) + grant('pay', { kind: 'Gateway', namespace: 'shop' }, { group: '', kind: 'Secret' }),
  },
});

const https = (name: string) => ({ protocol: 'HTTPS', tls: { certificateRefs: [{ name }] } });
const made = (kind: string, spec: string, name = 'cert') => `---
apiVersion: ${kind.split(' ')[0]}
kind: ${kind.split(' ')[1]}
metadata: { name: ${name}, namespace: shop }
${spec}
`;

testRule({
  code: 'MESH0307',
  trips: {
    'there is none': [
      gateway(https('cert')),
      'spec.listeners[0].tls.certificateRefs[0] is no Secret that the manifests make, got "shop/cert"',
    ],
    'it is in another namespace': [gateway(https('cert'), 'edge/edge') + made('v1 Secret', 'data: {}'), 'got "edge/cert"'],
    'the Certificate makes another one': [
      gateway(https('cert')) + made('cert-manager.io/v1 Certificate', 'spec: { secretName: other }'),
      'shop/cert',
    ],
    'of a ListenerSet': [
      gatewayApi('ListenerSet', 'shop/more', {
        parentRef: { name: 'edge' },
        listeners: [{ name: 'https', port: 443, ...https('cert') }],
      }),
      'got "shop/cert"',
    ],
  },
  misses: {
    'a Secret': gateway(https('cert')) + made('v1 Secret', 'data: {}'),
    'the Secret of a Certificate':
      gateway(https('cert')) + made('cert-manager.io/v1 Certificate', 'spec: { secretName: cert }', 'edge'),
    'cert-manager makes it': `---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop, annotations: { cert-manager.io/cluster-issuer: public } }
spec: ${JSON.stringify({ gatewayClassName: 'istio', listeners: [{ name: 'https', port: 443, ...https('cert') }] })}
`,
    'TLS is passed on': gateway({ protocol: 'TLS', tls: { mode: 'Passthrough' } }),
  },
});

const policy = (target: object, kind = 'security.istio.io/v1 AuthorizationPolicy', namespace = 'shop') => `---
apiVersion: ${kind.split(' ')[0]}
kind: ${kind.split(' ')[1]}
metadata: { name: policy, namespace: ${namespace} }
spec: ${JSON.stringify(target)}
`;
const gatewayTarget = (name: string) => ({ targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name }] });

testRule({
  code: 'MESH0404',
  trips: {
    'a Gateway': [
      gateway() + policy(gatewayTarget('egde')),
      'spec.targetRefs[0].name is no Gateway of namespace shop, got "egde"',
    ],
    'a Gateway of another namespace': [
      gateway() + policy(gatewayTarget('edge'), 'security.istio.io/v1 RequestAuthentication', 'pay'),
      'is no Gateway of namespace pay',
    ],
    'a Service': [web + policy({ targetRef: { group: '', kind: 'Service', name: 'wbe' } }), 'spec.targetRef.name is no Service'],
    'the Service of a route': [
      web + route(to({ name: 'web', port: 80 }), { group: '', kind: 'Service', name: 'wbe' }),
      'spec.parentRefs[0].name is no Service of namespace shop, got "wbe"',
    ],
  },
  misses: {
    'a Gateway that is there': gateway() + policy(gatewayTarget('edge')),
    'a Service that is there':
      web + policy({ targetRefs: [{ group: 'core', kind: 'Service', name: 'web' }] }, 'telemetry.istio.io/v1 Telemetry'),
    'a class of Gateways': policy(
      { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'GatewayClass', name: 'istio' }] },
      undefined,
      'istio-system',
    ),
    'the Service of a route that is there':
      web + route(to({ name: 'web', port: 80 }), { group: '', kind: 'Service', name: 'web' }),
  },
});

const ofClass = (gatewayClassName: string) =>
  gatewayApi('Gateway', 'shop/edge', { gatewayClassName, listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] });
const gatewayClass = (name: string) => gatewayApi('GatewayClass', name, { controllerName: 'example.com/controller' });
const istiod = (env: object) =>
  deployment('istio-system/istiod', { labels: { app: 'istiod' }, spec: { containers: [{ name: 'discovery', env: [env] }] } });

testRule({
  code: 'MESH0308',
  trips: {
    'it is misspelt': [
      ofClass('itsio'),
      'spec.gatewayClassName is no GatewayClass of the manifests, and none that istiod makes, got "itsio"',
    ],
    'with a capital': [ofClass('Istio'), 'got "Istio"'],
    'a waypoint': [ofClass('istio-waypont'), 'got "istio-waypont"'],
    'the name of the controller': [ofClass('istio.io/gateway-controller'), 'got "istio.io/gateway-controller"'],
    'another class is there': [gatewayClass('nginx') + ofClass('ngnix'), 'got "ngnix"'],
    'istiod has another name for its class, and this is neither': [
      istiod({ name: 'PILOT_GATEWAY_API_DEFAULT_GATEWAYCLASS_NAME', value: 'mesh' }) + ofClass('mseh'),
      'got "mseh"',
    ],
  },
  misses: {
    'a class of another controller': gatewayClass('nginx') + ofClass('nginx'),
    'of istiod': ofClass('istio'),
    'all others of istiod': [
      'istio-remote',
      'istio-waypoint',
      'istio-east-west',
      'istio-agentgateway',
      'istio-agentgateway-waypoint',
    ]
      .map(ofClass)
      .join(''),
    'istiod has another name for its class':
      istiod({ name: 'PILOT_GATEWAY_API_DEFAULT_GATEWAYCLASS_NAME', value: 'mesh' }) + ofClass('mesh'),
    'a Gateway of Istio': istio('Gateway', 'shop/edge', { selector: { istio: 'ingressgateway' }, servers: [] }),
  },
});

test.each([
  ['near to one', 'istoi', 'warning', 'did you mean istio?'],
  ['maybe of a cloud', 'gke-l7-global-external-managed', 'info', 'use istio, or add the GatewayClass'],
])('MESH0308 of a class %s', (_, name, level, fix) => {
  const findings = analyze(new Mesh(readObjects(ofClass(name), 'mesh.yaml'))).filter(({ code }) => code === 'MESH0308');
  expect(findings).toEqual([expect.objectContaining({ level, fix: expect.stringContaining(fix) })]);
});
