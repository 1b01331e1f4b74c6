import type { BookinfoChoice } from './choice';

const CERTIFICATE = { host: 'bookinfo.example.com', email: 'stage@istio.io' };
const IPV6_FIRST = ['IPv6', 'IPv4'] as const;

/** Each of Istio's samples of bookinfo, by its file below `samples/bookinfo`, as the choice that contains its objects. */
export const BOOKINFO_CATALOGUE = {
  'gateway-api/bookinfo-gateway': { routing: 'gateway-api' },
  'gateway-api/route-all-v1': { routing: 'gateway-api' },
  'gateway-api/route-reviews-50-v3': { routing: 'gateway-api', reviews: '50-v3' },
  'gateway-api/route-reviews-90-10': { routing: 'gateway-api', reviews: '90-10' },
  'gateway-api/route-reviews-v1': { routing: 'gateway-api', reviews: 'v1' },
  'gateway-api/route-reviews-v3': { routing: 'gateway-api', reviews: 'v3' },
  'networking/bookinfo-gateway': {},
  'networking/certmanager-gateway': { certificate: CERTIFICATE },
  'networking/destination-rule-all': {},
  'networking/destination-rule-all-mtls': { tls: 'ISTIO_MUTUAL' },
  'networking/destination-rule-reviews': { reviewsLoadBalancer: 'RANDOM' },
  'networking/egress-rule-google-apis': { egress: 'google-apis' },
  'networking/fault-injection-details-v1': { fault: 'details-abort' },
  'networking/virtual-service-all-v1': {},
  'networking/virtual-service-details-v2': { details: 'v2' },
  'networking/virtual-service-ratings-db': { reviews: 'v3', ratings: 'mongodb' },
  'networking/virtual-service-ratings-mysql': { reviews: 'v3', ratings: 'mysql' },
  'networking/virtual-service-ratings-mysql-vm': { reviews: 'v3', ratings: { mysqlAddress: '192.0.2.7' } },
  'networking/virtual-service-ratings-test-abort': { fault: 'ratings-abort' },
  'networking/virtual-service-ratings-test-delay': { fault: 'ratings-delay' },
  'networking/virtual-service-reviews-50-v3': { reviews: '50-v3' },
  'networking/virtual-service-reviews-80-20': { reviews: '80-20' },
  'networking/virtual-service-reviews-90-10': { reviews: '90-10' },
  'networking/virtual-service-reviews-jason-v2-v3': { reviews: 'jason-v2-v3' },
  'networking/virtual-service-reviews-test-v2': { reviews: 'test-v2' },
  'networking/virtual-service-reviews-v2-v3': { reviews: 'v2-v3' },
  'networking/virtual-service-reviews-v3': { reviews: 'v3' },
  'platform/kube/bookinfo': {},
  'platform/kube/bookinfo-certificate': { certificate: CERTIFICATE },
  'platform/kube/bookinfo-db': { ratings: 'mongodb' },
  'platform/kube/bookinfo-details': {},
  'platform/kube/bookinfo-details-dualstack': { ipFamilies: IPV6_FIRST },
  'platform/kube/bookinfo-details-v2': { details: 'v2' },
  'platform/kube/bookinfo-dualstack': { ipFamilies: IPV6_FIRST },
  'platform/kube/bookinfo-ingress': { expose: 'ingress' },
  'platform/kube/bookinfo-mysql': { ratings: 'mysql' },
  'platform/kube/bookinfo-psa': { podSecurity: 'restricted' },
  'platform/kube/bookinfo-ratings': {},
  'platform/kube/bookinfo-ratings-discovery': {},
  'platform/kube/bookinfo-ratings-discovery-dualstack': { ipFamilies: IPV6_FIRST },
  'platform/kube/bookinfo-ratings-dualstack': { ipFamilies: IPV6_FIRST },
  'platform/kube/bookinfo-ratings-v2': { ratings: 'mongodb' },
  'platform/kube/bookinfo-ratings-v2-mysql': { ratings: 'mysql' },
  'platform/kube/bookinfo-ratings-v2-mysql-vm': { ratings: { mysqlAddress: '192.0.2.7' } },
  'platform/kube/bookinfo-reviews-v2': {},
  'platform/kube/bookinfo-versions': { routing: 'gateway-api' },
  'platform/kube/productpage-nodeport': { expose: 'node-port' },
  'policy/productpage_envoy_ratelimit': { rateLimit: 'by-path' },
} as const satisfies Record<string, BookinfoChoice>;

/** One of Istio's samples of bookinfo: `networking/virtual-service-reviews-90-10` ... */
export type BookinfoSample = keyof typeof BOOKINFO_CATALOGUE;
