import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { injectionTemplates, injectorConfig, injectorValues } from '../../../lib/install/injection';
import { ISTIOD_DEFAULTS } from '../../../lib/install/values';

test('the templates are the same each time', () => {
  expect(injectionTemplates()).toEqual(injectionTemplates());
});

test('a template of the user replaces the built-in one, or comes after them', () => {
  const templates = { gateway: 'mine', extra: 'more' };
  const sidecarInjectorWebhook = { ...ISTIOD_DEFAULTS.sidecarInjectorWebhook, templates };
  const config = injectorConfig({ ...ISTIOD_DEFAULTS, sidecarInjectorWebhook });
  expect(config.templates).toEqual({ ...injectionTemplates(), gateway: 'mine', extra: 'more' });
  expect(templates).toEqual({ gateway: 'mine', extra: 'more' });
});

test('pods that name no template get the sidecar, unless the values say otherwise', () => {
  const { sidecarInjectorWebhook } = ISTIOD_DEFAULTS;
  expect(injectorConfig(ISTIOD_DEFAULTS).defaultTemplates).toEqual(['sidecar']);
  const defaultTemplates = ['sidecar', 'extra'];
  const config = injectorConfig({ ...ISTIOD_DEFAULTS, sidecarInjectorWebhook: { ...sidecarInjectorWebhook, defaultTemplates } });
  expect(config.defaultTemplates).toEqual(defaultTemplates);
});

test('the policy and the selectors are those of the values', () => {
  const config = injectorConfig({
    ...ISTIOD_DEFAULTS,
    global: { ...ISTIOD_DEFAULTS.global, proxy: { ...ISTIOD_DEFAULTS.global.proxy, autoInject: 'disabled' } },
    sidecarInjectorWebhook: {
      ...ISTIOD_DEFAULTS.sidecarInjectorWebhook,
      alwaysInjectSelector: [{ matchLabels: { a: 'b' } }],
      neverInjectSelector: [{ matchExpressions: [{ key: 'c', operator: 'Exists' }] }],
      injectedAnnotations: { d: 'e' },
    },
  });
  expect(config).toMatchObject({
    policy: 'disabled',
    alwaysInjectSelector: [{ matchLabels: { a: 'b' } }],
    neverInjectSelector: [{ matchExpressions: [{ key: 'c', operator: 'Exists' }] }],
    injectedAnnotations: { d: 'e' },
  });
});

test('templates can read five parts of the values and nothing else', () => {
  const { global, sidecarInjectorWebhook, gateways, pilot } = ISTIOD_DEFAULTS;
  expect(injectorValues(ISTIOD_DEFAULTS)).toEqual({
    global,
    sidecarInjectorWebhook,
    gateways,
    revision: '',
    pilot: { cni: pilot.cni, env: pilot.env },
  });
});

test('grpc-simple writes a bootstrap file that names istiod and the pod', () => {
  const [, script] = /- (".*json.*")\n/.exec(injectionTemplates()['grpc-simple']!)!;
  const folder = mkdtempSync(join(tmpdir(), 'grpc-'));
  const env = {
    INSTANCE_IP: '10.0.0.1',
    POD_NAME: 'p',
    POD_NAMESPACE: 'n',
    ISTIO_NAMESPACE: 'istio-system',
    PATH: process.env['PATH'],
  };
  execFileSync('sh', ['-c', JSON.parse(script!).replaceAll('/var/lib/grpc/data', folder)], { env });
  expect(JSON.parse(readFileSync(join(folder, 'bootstrap.json'), 'utf8'))).toEqual({
    xds_servers: [
      {
        server_uri: 'dns:///istiod.istio-system.svc:15010',
        channel_creds: [{ type: 'insecure' }],
        server_features: ['xds_v3'],
      },
    ],
    node: { id: 'sidecar~10.0.0.1~p.n~cluster.local', metadata: { GENERATOR: 'grpc' } },
  });
});
