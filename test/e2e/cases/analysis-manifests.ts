import type { Manifest } from '../mistake';

const of =
  (apiVersion: string, kind: string) =>
  (name: string, spec: object, namespace = 'demo', annotations: Readonly<Record<string, string>> = {}): Manifest => ({
    apiVersion,
    kind,
    metadata: { name, namespace, annotations },
    spec,
  });

export const virtualService = of('networking.istio.io/v1', 'VirtualService');
export const destinationRule = of('networking.istio.io/v1', 'DestinationRule');
export const gateway = of('networking.istio.io/v1', 'Gateway');
export const serviceEntry = of('networking.istio.io/v1', 'ServiceEntry');
export const sidecar = of('networking.istio.io/v1', 'Sidecar');
export const peerAuthentication = of('security.istio.io/v1', 'PeerAuthentication');
export const requestAuthentication = of('security.istio.io/v1', 'RequestAuthentication');
export const authorizationPolicy = of('security.istio.io/v1', 'AuthorizationPolicy');
export const service = of('v1', 'Service');
export const httpRoute = of('gateway.networking.k8s.io/v1', 'HTTPRoute');
export const referenceGrant = of('gateway.networking.k8s.io/v1', 'ReferenceGrant');

/** A second Service for the pods of `server`, at another port. */
export const front = (portName: string, app = 'server') =>
  service('front', { selector: { app }, ports: [{ name: portName, port: 8090, targetPort: 8080 }] });

/** Both versions of `server`. */
export const versions = (spec: object = {}, name = 'server') =>
  destinationRule(name, {
    host: 'server',
    subsets: ['v1', 'v2'].map((version) => ({ name: version, labels: { version } })),
    ...spec,
  });

/** A rule that sends to a destination, the server where none is named. */
export const to = (rest: object = {}, destination: object = { host: 'server' }) => ({ route: [{ destination }], ...rest });

/** A rule that the proxy answers itself. */
export const answer = (body: string, rest: object = {}) => ({ directResponse: { status: 200, body: { string: body } }, ...rest });

export const prefix = (path: string) => ({ match: [{ uri: { prefix: path } }] });

/** Rules for requests to `server`. */
export const rules = (...http: object[]) => virtualService('server', { hosts: ['server'], http });

/** An application for HTTP behind a Service that says TCP. */
export const talker: readonly Manifest[] = [
  service('talker', { selector: { app: 'talker' }, ports: [{ name: 'tcp', port: 9000 }] }),
  of('apps/v1', 'Deployment')('talker', {
    selector: { matchLabels: { app: 'talker' } },
    template: {
      metadata: { labels: { app: 'talker' } },
      spec: { containers: [{ name: 'app', image: 'example.com/app:1', ports: [{ name: 'http', containerPort: 9000 }] }] },
    },
  }),
];

/** Sends requests on port 80 on to HTTPS. */
export const redirecting = (name: string, ...hosts: string[]) =>
  gateway(name, {
    selector: { istio: 'ingressgateway' },
    servers: [{ hosts, port: { number: 80, name: 'http', protocol: 'HTTP' }, tls: { httpsRedirect: true } }],
  });

/** Rules at the ingress gateway. */
export const atFront = (name: string, ...http: object[]) =>
  virtualService(name, { hosts: ['shop.example.com'], gateways: ['front'], http });

/** A server of the ingress gateway. */
export const door = (server: object) =>
  gateway('front', { selector: { istio: 'ingressgateway' }, servers: [{ hosts: ['shop.example.com'], ...server }] });

export const HTTP = { port: { number: 80, name: 'http', protocol: 'HTTP' } };

/** A host outside that speaks HTTPS, called as though it were HTTP. */
export const outside = serviceEntry('one', {
  hosts: ['one.example.com'],
  ports: [{ number: 80, name: 'http', protocol: 'HTTP', targetPort: 443 }],
  resolution: 'DNS',
});
