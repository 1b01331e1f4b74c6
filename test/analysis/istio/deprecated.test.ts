import { found } from '../found';
import { object, sidecar, telemetry, to, virtualService } from '../routing-manifests';

const delayed = (delay: object) => virtualService('r', { hosts: ['a'], http: [to({ host: 'a' }, { fault: { delay } })] });
const crd = (group: string, kind: string) =>
  object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', { name: 'x' }, { spec: { group, names: { kind } } });
const tracing = telemetry('t', { tracing: [{ providers: [{ name: 'tracer' }] }] });

test('what Istio has replaced is reported', () => {
  const proxy = sidecar('s', { outboundTrafficPolicy: { egressProxy: { host: 'a' } } });
  const meshConfig = { extensionProviders: [{ name: 'tracer', lightstep: { service: 'a', port: 1 } }] };
  const manifests = delayed({ percent: 5, fixedDelay: '1s' }) + proxy + crd('rbac.istio.io', 'ServiceRole') + tracing;
  expect(found(manifests, 'IST0002', { meshConfig })).toEqual([
    'IST0002 CustomResourceDefinition//x: spec.names.kind is a kind that Istio has no more, got "ServiceRole"',
    'IST0002 Sidecar/shop/s: spec.outboundTrafficPolicy.egressProxy is ignored, got {"host":"a"}',
    'IST0002 Telemetry/shop/t: spec.tracing[0].providers[0].name is a provider of kind lightstep, got "tracer"',
    'IST0002 VirtualService/shop/r: spec.http[0].fault.delay.percent is an old field, got 5',
  ]);
});

test.each([
  ['a delay has a percentage', delayed({ percentage: { value: 5 }, fixedDelay: '1s' })],
  ['a delay is for none', delayed({ percent: 0, fixedDelay: '1s' })],
  ['a CRD is of another group', crd('rbac.example.com', 'ServiceRole')],
  ['a provider is of another kind', tracing],
  ['a Sidecar names no proxy', sidecar('s', { outboundTrafficPolicy: { mode: 'ALLOW_ANY' } })],
])('nothing is reported where %s', (_, manifests) => {
  const meshConfig = { extensionProviders: [{ name: 'tracer', zipkin: { service: 'a', port: 1 } }] };
  expect(found(manifests, 'IST0002', { meshConfig })).toEqual([]);
});
