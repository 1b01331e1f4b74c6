import { found } from '../found';
import { destinationRule } from '../routing-manifests';

const policy = (trafficPolicy: object, rest: object = {}) => destinationRule('d', { host: 'a.com', trafficPolicy, ...rest });
const workloadSelector = { matchLabels: { app: 'a' } };

test('TLS without authorities is reported, for the host and for a port', () => {
  const manifests = policy({ tls: { mode: 'SIMPLE' }, portLevelSettings: [{ port: { number: 443 }, tls: { mode: 'MUTUAL' } }] });
  expect([...found(manifests, 'IST0128'), ...found(manifests, 'IST0129')]).toEqual([
    'IST0128 DestinationRule/shop/d: spec.trafficPolicy.tls.caCertificates is missing, so SIMPLE takes a certificate of any authority that the proxy image knows',
    'IST0129 DestinationRule/shop/d: spec.trafficPolicy.portLevelSettings[0].tls.caCertificates is missing, so MUTUAL takes a certificate of any authority that the proxy image knows',
  ]);
});

test('a Secret counts for workloads that are selected', () => {
  const tls = { mode: 'SIMPLE', credentialName: 'c' };
  expect(found(policy({ tls }), 'IST0128')).toHaveLength(1);
  expect(found(policy({ tls }, { workloadSelector }), 'IST0128')).toEqual([]);
});

test.each([
  ['the authorities are named', policy({ tls: { mode: 'SIMPLE', caCertificates: 'system' } })],
  ['Istio has the certificates', policy({ tls: { mode: 'ISTIO_MUTUAL' } })],
  ['there is no TLS', policy({ tls: { mode: 'DISABLE' } })],
  [
    'it is the policy of a subset',
    destinationRule('d', { host: 'a', subsets: [{ name: 'v1', trafficPolicy: { tls: { mode: 'SIMPLE' } } }] }),
  ],
])('nothing is reported where %s', (_, manifests) => {
  expect([...found(manifests, 'IST0128'), ...found(manifests, 'IST0129')]).toEqual([]);
});
