import { annotationProblem } from '../../../lib/admission/pod-annotations/annotation-rules';
import { ANNOTATION_NAMES } from '../../../lib/admission/pod-annotations/known-annotations';
import { found } from '../found';
import { deployment, namespace, object, pod, service } from '../manifests';

const annotated = (annotations: object) => pod('shop/a', { annotations });

describe('IST0108', () => {
  test.each([
    ['a misspelt name', { 'sidecar.istio.io/injekt': 'true' }, 'metadata.annotations["sidecar.istio.io/injekt"]'],
    ['an old name', { 'custom-domain.istio.io/x': '1' }, 'metadata.annotations["custom-domain.istio.io/x"]'],
  ])('%s is reported', (_, annotations, field) => {
    expect(found(annotated(annotations), 'IST0108')).toEqual([
      `IST0108 Pod/shop/a: ${field} is an annotation that Istio does not know`,
    ]);
  });

  test('one in a template is reported on its workload, of any kind', () => {
    const template = { metadata: { annotations: { 'istio.io/x': '1' } }, spec: { containers: [] } };
    expect(found(object('StatefulSet', 'shop/db', { spec: { template } }), 'IST0108')).toEqual([
      'IST0108 StatefulSet/shop/db: spec.template.metadata.annotations["istio.io/x"] is an annotation that Istio does not know',
    ]);
  });

  test.each([
    ['a known name', annotated({ 'sidecar.istio.io/inject': 'true' })],
    ['what Istio writes itself', annotated({ 'sidecar.istio.io/status': '{}', 'istio.io/rev': 'x' })],
    ['a name of another domain', annotated({ 'istio.io.example.com/x': '1', istio: 'x' })],
    [
      'an object of a kind that is not looked at',
      object('ConfigMap', 'shop/a', { metadata: { annotations: { 'istio.io/x': '1' } } }),
    ],
    ['a namespace of Kubernetes itself', pod('kube-system/a', { annotations: { 'istio.io/x': '1' } })],
  ])('%s is not', (_, manifests) => {
    expect(found(manifests, 'IST0108')).toEqual([]);
  });
});

describe('IST0107', () => {
  test('an annotation of pods does nothing on a Deployment itself, or on a Service', () => {
    const metadata = { annotations: { 'traffic.sidecar.istio.io/excludeInboundPorts': '80' } };
    expect(found(deployment('shop/a', {}, metadata) + service('shop/b', {}, metadata), 'IST0107')).toEqual([
      'IST0107 Deployment/shop/a: metadata.annotations["traffic.sidecar.istio.io/excludeInboundPorts"] is an annotation that does nothing on a Deployment, got "80"',
      'IST0107 Service/shop/b: metadata.annotations["traffic.sidecar.istio.io/excludeInboundPorts"] is an annotation that does nothing on a Service, got "80"',
    ]);
  });

  test.each([
    ['on pods', annotated({ 'traffic.sidecar.istio.io/excludeInboundPorts': '80' })],
    ['in a template', deployment('shop/a', { annotations: { 'traffic.sidecar.istio.io/excludeInboundPorts': '80' } })],
    [
      'one for all kinds',
      namespace('shop') +
        object('Service', 'shop/a', { metadata: { annotations: { 'galley.istio.io/analyze-suppress': 'IST0108' } } }),
    ],
    ['one of a Service on it', service('shop/a', {}, { annotations: { 'networking.istio.io/exportTo': '.' } })],
  ])('%s it is right', (_, manifests) => {
    expect(found(manifests, 'IST0107')).toEqual([]);
  });
});

describe('IST0125', () => {
  test.each([
    ['sidecar.istio.io/interceptionMode', 'redirect', 'must be REDIRECT, TPROXY or NONE'],
    ['readiness.status.sidecar.istio.io/periodSeconds', '-1', 'must be a whole number from 0 to 4294967295'],
    ['traffic.sidecar.istio.io/includeInboundPorts', '80,http', 'must be a list of port numbers with commas, or *'],
  ])('%s: %s is reported', (name, value, problem) => {
    expect(found(annotated({ [name]: value }), 'IST0125')).toEqual([
      `IST0125 Pod/shop/a: metadata.annotations["${name}"] ${problem}, got "${value}"`,
    ]);
  });

  test.each([
    ['sidecar.istio.io/interceptionMode', 'TPROXY'],
    ['readiness.status.sidecar.istio.io/periodSeconds', '4294967295'],
    ['traffic.sidecar.istio.io/includeInboundPorts', '*'],
    ['status.sidecar.istio.io/port', ' 15020 '],
    ['proxy.istio.io/config', 'concurrency: 2'],
    ['proxy.istio.io/config', ''],
    ['sidecar.istio.io/logLevel', 'nonsense'],
  ])('%s: %s is not', (name, value) => {
    expect(found(annotated({ [name]: value }), 'IST0125')).toEqual([]);
  });

  test('a value on a kind that the annotation is not for is not looked at', () => {
    expect(found(deployment('shop/a', {}, { annotations: { 'sidecar.istio.io/interceptionMode': 'x' } }), 'IST0125')).toEqual([]);
  });

  test('every annotation that is checked is one that Istio knows', () => {
    expect(ANNOTATION_NAMES.filter((name) => annotationProblem(name, '\u0000') !== undefined)).toHaveLength(19);
  });
});

describe('IST0135', () => {
  test('a deprecated annotation is reported, and the label that takes its place ends that', () => {
    expect(found(annotated({ 'sidecar.istio.io/inject': 'true' }), 'IST0135')).toEqual([
      'IST0135 Pod/shop/a: metadata.annotations["sidecar.istio.io/inject"] is a deprecated annotation, got "true"',
    ]);
    const both = pod('shop/a', {
      labels: { 'sidecar.istio.io/inject': 'true' },
      annotations: { 'sidecar.istio.io/inject': 'true', 'sidecar.istio.io/logLevel': 'debug' },
    });
    expect(found(both, 'IST0135')).toEqual([]);
  });
});
