import { ExternalHost, type ExternalHostProps } from '../../lib/recipes/external-host';
import { refusals, specOf, testChart } from '../synth';

function spec(props: ExternalHostProps) {
  const chart = testChart('shop');
  new ExternalHost(chart, 'outside', props);
  return specOf(chart, 'ServiceEntry', 'outside');
}

const HTTP = { number: 80, name: 'http', protocol: 'HTTP' };
const TLS = { number: 443, name: 'tls', protocol: 'TLS' };

test('by itself it is called by HTTPS', () => {
  expect(spec({ host: 'api.example.com' })).toEqual({
    hosts: ['api.example.com'],
    ports: [TLS],
    location: 'MESH_EXTERNAL',
    resolution: 'DNS',
  });
});

test('every prop is rendered', () => {
  const props: Required<ExternalHostProps> = {
    metadata: { labels: { team: 'shop' } },
    host: 'api.example.com',
    protocols: ['HTTP', 'HTTPS'],
    exportTo: ['.'],
  };
  expect(spec(props)).toMatchObject({ ports: [HTTP, TLS], exportTo: ['.'] });
});

test('names below a domain are looked up one by one', () => {
  expect(spec({ host: '*.example.com' })).toMatchObject({ hosts: ['*.example.com'], resolution: 'DYNAMIC_DNS' });
});

test('it is a destination', () => {
  const host = new ExternalHost(testChart(), 'outside', { host: 'api.example.com', protocols: ['HTTP'] });
  expect(host.destination(80).toWire('shop')).toEqual({ host: 'api.example.com', port: { number: 80 } });
  expect(refusals(() => host.destination(443))).toEqual([expect.stringMatching(/got 443; use one of 80/)]);
});

test.each(['https://api.example.com', '*', '*example.com', 'api.*.com', ''])('fails when the host is "%s"', (host) => {
  expect(refusals(() => spec({ host }))).not.toEqual([]);
});

test('fails when a protocol stands twice', () => {
  expect(refusals(() => spec({ host: 'a.com', protocols: ['HTTP', 'HTTP'] }))).not.toEqual([]);
});
