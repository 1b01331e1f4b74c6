import { MutualTls, type MutualTlsProps } from '../../lib/recipes/mutual-tls';
import { manifests, refusals, testChart } from '../synth';

const made = (props: MutualTlsProps) => {
  const chart = testChart('shop');
  new MutualTls(chart, 'mtls', props);
  return manifests(chart);
};

const policy = (metadata: object, spec: object) => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata,
  spec,
});

test('for the namespace of the chart', () => {
  expect(made({ step: 'permissive' })).toEqual([policy({ name: 'mtls', namespace: 'shop' }, { mtls: { mode: 'PERMISSIVE' } })]);
});

test('for the mesh, with ports that stay open', () => {
  const plainPorts = [{ workload: { labels: { app: 'till' }, namespace: 'shop' }, ports: [8080, 9090] as const }];
  expect(made({ mesh: { namespace: 'istio-system' }, step: 'strict', plainPorts })).toEqual([
    policy({ name: 'mtls', namespace: 'istio-system' }, { mtls: { mode: 'STRICT' } }),
    policy(
      { name: 'mtls-plain-0', namespace: 'shop' },
      {
        selector: { matchLabels: { app: 'till' } },
        mtls: { mode: 'STRICT' },
        portLevelMtls: { 8080: { mode: 'PERMISSIVE' }, 9090: { mode: 'PERMISSIVE' } },
      },
    ),
  ]);
});

test('from one step to the next it is one word', () => {
  const text = (step: MutualTlsProps['step']) => JSON.stringify(made({ namespace: { name: 'cart' }, step }));
  expect(text('permissive').replaceAll('PERMISSIVE', 'STRICT')).toBe(text('strict'));
});

test('fails when the step is none, which would leave the mesh open', () => {
  const props = { step: 'strikt' } as unknown as MutualTlsProps;
  expect(refusals(() => new MutualTls(testChart('shop'), 'mtls', props))).toEqual([
    'step is unknown, got "strikt"; use permissive or strict',
  ]);
});
