import { App, Chart } from 'cdk8s';
import { MeshNamespace, type MeshNamespaceProps } from '../../lib/injection/mesh-namespace';
import { IstioControlPlane } from '../../lib/install/istio-control-plane';
import { Sidecar } from '../../lib/networking/sidecar';
import { manifestOf, refusals, testChart } from '../synth';

const labels = (props: MeshNamespaceProps = {}) =>
  manifestOf(new MeshNamespace(testChart(), 'shop', props), 'Namespace', 'shop').metadata.labels;

function controlPlane(revision = '', revisionTags: readonly string[] = []): IstioControlPlane {
  return new IstioControlPlane(new Chart(new App(), 'istio'), 'istio', { revision, revisionTags });
}

test('a namespace without props has no labels', () => {
  expect(manifestOf(new MeshNamespace(testChart(), 'shop'), 'Namespace', 'shop')).toEqual({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop' },
  });
});

test('every prop is rendered', () => {
  const namespace = new MeshNamespace(testChart(), 'shop', {
    dataplane: 'sidecar',
    injectedBy: controlPlane(),
    injection: 'webhook',
    labels: { team: 'shop' },
    annotations: { note: 'a' },
  });
  expect(manifestOf(namespace, 'Namespace', 'shop').metadata).toEqual({
    name: 'shop',
    labels: { 'istio-injection': 'enabled', team: 'shop' },
    annotations: { note: 'a' },
  });
});

test.each<[string, MeshNamespaceProps, Record<string, string> | undefined]>([
  ['ambient leads through ztunnel', { dataplane: 'ambient' }, { 'istio.io/dataplane-mode': 'ambient' }],
  ['none keeps pods out of it', { dataplane: 'none' }, { 'istio.io/dataplane-mode': 'none' }],
  ['a control plane injects', { injectedBy: controlPlane() }, { 'istio-injection': 'enabled' }],
  [
    'injection by the webhook can be said',
    { injectedBy: controlPlane(), injection: 'webhook' },
    { 'istio-injection': 'enabled' },
  ],
  ['a revision injects', { injectedBy: controlPlane('1-31') }, { 'istio.io/rev': '1-31' }],
  ['a tag injects', { injectedBy: controlPlane('1-31', ['prod']).tag('prod') }, { 'istio.io/rev': 'prod' }],
])('%s', (_name, props, expected) => {
  expect(labels(props)).toEqual(expected);
});

test('a namespace knows what carries its traffic', () => {
  const chart = testChart();
  expect(new MeshNamespace(chart, 'a', { dataplane: 'ambient' }).dataplane).toBe('ambient');
  expect(new MeshNamespace(chart, 'b', { injectedBy: controlPlane() }).dataplane).toBe('sidecar');
  expect(new MeshNamespace(chart, 'c').dataplane).toBeUndefined();
});

test.each<[string, string, MeshNamespaceProps, string]>([
  [
    'the name is none',
    'Shop',
    {},
    'id is not a valid Kubernetes name, got "Shop"; ' +
      'use at most 63 characters of a-z, 0-9 and -, beginning and ending with a letter or digit',
  ],
  [
    'sidecars come from nowhere',
    'shop',
    { dataplane: 'sidecar' },
    'dataplane needs injectedBy, which says where sidecars come from, got "sidecar"; name a control plane or a tag of one there',
  ],
  [
    'pods get a sidecar and are redirected',
    'shop',
    { dataplane: 'ambient', injectedBy: controlPlane() },
    'dataplane contradicts injectedBy, which gives every pod a sidecar, got "ambient"; remove one of the two',
  ],
  [
    'nobody injects at synth',
    'shop',
    { injection: 'synth' },
    'injection needs injectedBy, which says whose sidecars they are, got "synth"; name a control plane or a tag of one there',
  ],
  [
    'a label asks for the webhook as well',
    'shop',
    { injectedBy: controlPlane(), injection: 'synth', labels: { 'istio.io/rev': 'x' } },
    'labels.istio.io/rev is what injection says, got "x"; remove the label',
  ],
  [
    'a label says it again',
    'shop',
    { dataplane: 'ambient', labels: { 'istio.io/dataplane-mode': 'none' } },
    'labels.istio.io/dataplane-mode is what dataplane says, got "none"; remove the label',
  ],
])('fails when %s', (_name, id, props, message) => {
  expect(refusals(() => new MeshNamespace(testChart(), id, props))).toEqual([message]);
});

test('it stands for its Namespace where a Sidecar names one', () => {
  const chart = testChart('shop');
  const namespace = new MeshNamespace(chart, 'accounts');
  const sidecar = new Sidecar(chart, 'default', { egress: [{ hosts: ['*/*', Sidecar.except(namespace), namespace] }] });
  expect(sidecar.toJson().spec.egress).toEqual([{ hosts: ['*/*', '~accounts/*', 'accounts/*'] }]);
});
