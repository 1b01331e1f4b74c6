const document = (apiVersion: string, kind: string, name: string, namespace: string, spec: string) => `---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${spec}
`;

/** A Service; its ports as in YAML. */
export const service = (name: string, namespace = 'shop', ports = '[{ name: http, port: 80 }]', rest = '') =>
  document('v1', 'Service', name, namespace, `{ selector: { app: ${name} }, ports: ${ports} ${rest} }`);

/** A Deployment of pods with the label `app`; injected unless a label says no. */
export const deployment = (name: string, namespace = 'shop', { labels = '', ports = '[]' } = {}) =>
  document(
    'apps/v1',
    'Deployment',
    name,
    namespace,
    `{ template: { metadata: { labels: { sidecar.istio.io/inject: "true", app: ${name} ${labels} } }, spec: { containers: [{ name: app, ports: ${ports} }] } } }`,
  );

const networking =
  (kind: string) =>
  (name: string, spec: string, namespace = 'shop') =>
    document('networking.istio.io/v1', kind, name, namespace, spec);
const security =
  (kind: string) =>
  (name: string, spec: string, namespace = 'shop') =>
    document('security.istio.io/v1', kind, name, namespace, spec);

export const virtualService = networking('VirtualService');
export const destinationRule = networking('DestinationRule');
export const serviceEntry = networking('ServiceEntry');
export const gateway = networking('Gateway');
export const peerAuthentication = security('PeerAuthentication');
export const requestAuthentication = security('RequestAuthentication');
export const authorizationPolicy = security('AuthorizationPolicy');
export const telemetry = (name: string, spec: string, namespace = 'shop') =>
  document('telemetry.istio.io/v1', 'Telemetry', name, namespace, spec);

/** A VirtualService for `reviews` with one rule for HTTP. */
export const httpRule = (rule: string) =>
  virtualService('reviews', `{ hosts: [reviews], http: [{ route: [{ destination: { host: reviews } }], ${rule} }] }`);

/** A VirtualService for `reviews` with the matches of several rules. */
export const matches = (...rules: string[]) =>
  virtualService(
    'reviews',
    `{ hosts: [reviews], http: [${rules.map((match) => `{ match: ${match}, route: [{ destination: { host: reviews } }] }`).join(', ')}] }`,
  );
