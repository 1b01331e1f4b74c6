import { found } from '../found';
import { serviceEntry } from '../routing-manifests';

const entry = (protocol: string, rest: object = {}, status: object = {}) =>
  serviceEntry('e', { hosts: ['a.com'], ports: [{ number: 1, name: 'p', protocol }], ...rest }, 'shop', { status });
const capture = { ISTIO_META_DNS_CAPTURE: 'true' };

test('a TCP port without addresses is reported', () => {
  expect(found(entry('tcp'), 'IST0134')).toEqual([
    'IST0134 ServiceEntry/shop/e: spec.ports[0].protocol needs the addresses of the host, got "tcp"',
  ]);
});

test('names that are captured are not enough', () => {
  expect(found(entry('TCP'), 'IST0134', { meshConfig: { defaultConfig: { proxyMetadata: capture } } })).toHaveLength(1);
  const proxyMetadata = { ...capture, ISTIO_META_DNS_AUTO_ALLOCATE: 'true' };
  expect(found(entry('TCP'), 'IST0134', { meshConfig: { defaultConfig: { proxyMetadata } } })).toEqual([]);
});

test.each([
  ['the protocol names the host', entry('TLS')],
  ['there are addresses', entry('TCP', { addresses: ['10.0.0.1'] })],
  ['istiod has given some', entry('TCP', {}, { addresses: [{ value: '240.0.0.1' }] })],
])('nothing is reported where %s', (_, manifests) => {
  expect(found(manifests, 'IST0134')).toEqual([]);
});
