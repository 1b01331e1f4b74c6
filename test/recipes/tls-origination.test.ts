import { TlsOrigination, type TlsOriginationProps } from '../../lib/recipes/tls-origination';
import { refusals, specOf, testChart } from '../synth';

function specs(props: TlsOriginationProps) {
  const chart = testChart('shop');
  new TlsOrigination(chart, 'api', props);
  return { entry: specOf(chart, 'ServiceEntry', 'api'), rule: specOf(chart, 'DestinationRule', 'api') };
}

test('port 80 is port 443 of the host, by TLS for its name', () => {
  expect(specs({ host: 'api.example.com' })).toEqual({
    entry: {
      hosts: ['api.example.com'],
      ports: [{ number: 80, name: 'http', protocol: 'HTTP', targetPort: 443 }],
      resolution: 'DNS',
      location: 'MESH_EXTERNAL',
    },
    rule: {
      host: 'api.example.com',
      trafficPolicy: {
        portLevelSettings: [{ port: { number: 80 }, tls: { mode: 'SIMPLE', sni: 'api.example.com' } }],
      },
    },
  });
});

test('every prop is rendered', () => {
  const chart = testChart('shop');
  const props: Required<TlsOriginationProps> = {
    host: 'api.example.com',
    tls: { mode: 'MUTUAL', credentialName: 'client', sni: 'other.example.com' },
    workloadSelector: { matchLabels: { app: 'front' } },
    namespace: 'web',
  };
  const { external } = new TlsOrigination(chart, 'api', props);
  expect(external.toJson().metadata.namespace).toBe('web');
  expect(specOf(chart, 'DestinationRule', 'api')).toEqual({
    host: 'api.example.com',
    trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: props.tls }] },
    workloadSelector: { matchLabels: { app: 'front' } },
    exportTo: ['.'],
  });
});

test.each(['*.example.com', 'http://a.com', ''])('fails when the host is "%s"', (host) => {
  expect(refusals(() => specs({ host }))).not.toEqual([]);
});
