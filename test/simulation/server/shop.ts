import type { Outcome, RequestOptions, Simulator } from '../../../lib/simulation';
import { apps, at, from, gateway, type Manifest, object, service, simulate, virtualService, workload } from '../asked';

type Fields = Readonly<Record<string, unknown>>;

export const policy = (place: string, spec: Fields, metadata: Fields = {}): Manifest => ({
  ...object('AuthorizationPolicy', place, spec, metadata),
  apiVersion: 'security.istio.io/v1',
});
export const peers = (place: string, spec: Fields): Manifest => ({
  ...object('PeerAuthentication', place, spec),
  apiVersion: 'security.istio.io/v1',
});
export const tokens = (place: string, spec: Fields): Manifest => ({
  ...object('RequestAuthentication', place, spec),
  apiVersion: 'security.istio.io/v1',
});

const namespace = (name: string, labels: Fields): Manifest => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});

/** Two apps with sidecars in `shop`, one in `other`, one without sidecar in `legacy`, and a gateway. */
export const SHOP: readonly Manifest[] = [
  namespace('shop', { 'istio-injection': 'enabled' }),
  namespace('other', { 'istio-injection': 'enabled' }),
  namespace('legacy', {}),
  ...apps(['other/client'], { 80: 'http' }),
  service('shop/web', { 80: 'http>8080', 90: 'tcp>9000', 70: 'auto>7000' }),
  workload('shop/web', {}, { serviceAccountName: 'web' }),
  workload('shop/caller', {}, { serviceAccountName: 'caller' }),
  ...apps(['legacy/old'], { 80: 'http' }),
  object('Deployment', 'edge/entry', {
    template: {
      metadata: { labels: { istio: 'ingressgateway' }, annotations: { 'inject.istio.io/templates': 'gateway' } },
      spec: { serviceAccountName: 'entry', containers: [{ name: 'istio-proxy', image: 'auto' }] },
    },
  }),
  namespace('edge', { 'istio-injection': 'enabled' }),
  gateway('edge/entry', [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }]),
  virtualService('shop/web', {
    hosts: ['web.com'],
    gateways: ['edge/entry'],
    http: [{ route: [{ destination: { host: 'web', port: { number: 80 } } }] }],
  }),
];

export const shop = (...more: readonly Manifest[]): Simulator => simulate([...SHOP, ...more]);

/** What a caller with a sidecar in the same namespace meets. */
export const ask = (simulator: Simulator, url: string, options?: RequestOptions): Outcome =>
  from(simulator, 'caller.shop', url, options);
export const askFromOutside = (simulator: Simulator, url: string, options?: RequestOptions): Outcome =>
  at(simulator, 'entry.edge', url, options);

/** An outcome by what decided about it. */
export const verdict = ({ outcome, status }: Outcome): string => (status === undefined ? outcome : `${outcome} ${status}`);
