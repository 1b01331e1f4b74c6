import { ApiObject, App, Chart } from 'cdk8s';
import { parse } from 'yaml';
import { type CustomTemplate, IstioControlPlane, type IstioControlPlaneProps, MeshNamespace, template } from '../../lib';
import type { Pod } from '../../lib/injection/pod';
import { manifestOf, refusals } from '../synth';

const { annotation, concat, hasAnnotation, input, when } = template;

const marked: CustomTemplate = {
  metadata: { labels: { made: concat('by-', input('ownerKind')) } },
  spec: {
    containers: [
      {
        name: 'istio-proxy',
        env: [when(hasAnnotation('example.com/trace'), { name: 'TRACE', value: annotation('example.com/trace') })],
      },
    ],
    volumes: [{ name: 'istio-data', emptyDir: null, hostPath: { path: '/data' } }],
    tolerations: [{ operator: 'Exists' }],
  },
};

type Props = IstioControlPlaneProps['sidecarInjectorWebhook'];

function program(sidecarInjectorWebhook: Props, annotations: Readonly<Record<string, string>> = {}) {
  const app = new App();
  const mesh = new Chart(app, 'mesh');
  const istio = new IstioControlPlane(mesh, 'istio', { sidecarInjectorWebhook });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new MeshNamespace(chart, 'shop', { injectedBy: istio, injection: 'synth' });
  new ApiObject(chart, 'cart', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'cart' },
    spec: { template: { metadata: { annotations }, spec: { containers: [{ name: 'cart', image: 'cart:1' }] } } },
  });
  return chart;
}

const podOf = (chart: Chart) => (manifestOf(chart, 'Deployment', 'cart') as unknown as { spec: { template: Pod } }).spec.template;

function config(chart: Chart): Record<string, Record<string, unknown>> {
  const { data } = manifestOf(chart, 'ConfigMap', 'istio-sidecar-injector') as unknown as { data: { config: string } };
  return parse(data.config);
}

const webhook: Props = { templates: { marked }, aliases: { traced: ['sidecar', 'marked'] } };

test('from one definition: text for istiod, and pods at synth', () => {
  const chart = program(webhook, { 'inject.istio.io/templates': 'traced', 'example.com/trace': 'on' });
  const { aliases, templates } = config(chart);
  expect(aliases).toEqual({ traced: ['sidecar', 'marked'] });
  expect(templates!['marked']).toContain('TRACE');
  expect(templates!['marked']).toContain('emptyDir: null');
  const { metadata, spec } = podOf(chart);
  expect(metadata.labels).toMatchObject({ made: 'by-Deployment' });
  expect(spec.containers?.[1]?.env).toContainEqual({ name: 'TRACE', value: 'on' });
  expect(spec.volumes).toContainEqual({ name: 'istio-data', hostPath: { path: '/data' } });
  expect(spec['tolerations']).toEqual([{ operator: 'Exists' }]);
});

test('a control plane without them says nothing of aliases', () => {
  expect(config(program(undefined))).not.toHaveProperty('aliases');
});

test('the default templates may be aliases', () => {
  const { metadata } = podOf(program({ ...webhook, defaultTemplates: ['traced'] }));
  expect(metadata.labels).toMatchObject({ made: 'by-Deployment' });
});

test('fails when a pod asks for Go template text at synth', () => {
  const chart = program({ templates: { mine: 'metadata: {}' } }, { 'inject.istio.io/templates': 'mine' });
  expect(() => podOf(chart)).toThrow(
    'shop/cart: annotation inject.istio.io/templates: the template mine is Go template text, which only istiod can read; write it as a typed template, or leave the pod to the webhook',
  );
});

test.each<[string, Props, string]>([
  [
    'default templates do not exist',
    { templates: { marked }, defaultTemplates: ['sidecar', 'markd'] },
    'sidecarInjectorWebhook.defaultTemplates[1] is no template, so that pods would be refused, got "markd"; use sidecar, gateway, grpc-simple, grpc-agent, marked, or add it to sidecarInjectorWebhook.templates',
  ],
  [
    'an alias stands for another',
    { aliases: { one: ['sidecar'], two: ['one'] } },
    'sidecarInjectorWebhook.aliases.two[0] is no template, so that pods would be refused, got "one"; use sidecar, gateway, grpc-simple, grpc-agent, or add it to sidecarInjectorWebhook.templates',
  ],
])('fails when %s', (_name, props, message) => {
  expect(refusals(() => program(props))).toEqual([message]);
});
