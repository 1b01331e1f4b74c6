import { adaptToEnvoy } from './adapt';

const ISTIOD = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: istiod
  labels:
    app: istiod
spec:
  template:
    spec:
      containers:
        - name: discovery
          env:
            - name: PILOT_ENABLE_ALPN_FILTER
              value: "true"
`;

test('istiod gets the settings that it does not have', () => {
  const { stage, changes } = adaptToEnvoy({ name: 'a', text: ISTIOD });
  expect(stage.text).toBe(`${ISTIOD}            - name: PILOT_ENABLE_METADATA_EXCHANGE\n              value: "false"\n`);
  expect(changes).toEqual(['Deployment istiod: env PILOT_ENABLE_METADATA_EXCHANGE=false']);
});

test('the mesh config loses the provider of metrics and nothing else', () => {
  const text =
    'kind: ConfigMap\nmetadata:\n  name: istio\ndata:\n  mesh: |\n    a: 1\n    defaultProviders:\n      tracing: [b]\n';
  const { stage } = adaptToEnvoy({ name: 'a', text });
  expect(stage.text).toContain('    a: 1\n    defaultProviders:\n      tracing:\n        - b\n      metrics: []\n');
});

test('a stage without either is left as it is, to the letter', () => {
  const stage = { name: 'a', text: 'kind:   ConfigMap # kept\ndata: {other: "1"}\n' };
  expect(adaptToEnvoy(stage)).toEqual({ stage, changes: [] });
});
