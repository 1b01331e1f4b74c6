import { destinationRule, type Manifest, object, service, to, virtualService, workload } from '../simulation/asked';
import { reportOf } from './pairs';

const risks = (before: readonly Manifest[], after: readonly Manifest[]) =>
  reportOf(before, after).risks.map(({ kind, problem }) => `${kind}: ${problem}`);
const policy = (mode: string) => ({
  ...object('PeerAuthentication', 'shop/default', { mtls: { mode } }),
  apiVersion: 'security.istio.io/v1',
});
const deployment = (selector: string, image: string) =>
  object('Deployment', 'shop/page', {
    selector: { matchLabels: { app: selector } },
    template: { metadata: { labels: { app: 'page' } }, spec: { containers: [{ name: 'app', image }] } },
  });

test('a selector that cannot be changed, and pods that are replaced', () => {
  expect(risks([deployment('page', 'a:1')], [deployment('web', 'a:2')])).toEqual([
    'immutable: Deployment shop/page changes spec.selector.matchLabels.app, which the API server refuses',
    'restart: pods of Deployment shop/page are replaced: another image',
  ]);
});

test('defaults that are written out replace no pods', () => {
  const written = (pod: object) =>
    object('Deployment', 'shop/page', {
      template: { metadata: { labels: { app: 'page' } }, spec: { containers: [{ name: 'app', image: 'a' }], ...pod } },
    });
  expect(risks([written({})], [written({ restartPolicy: 'Always', terminationGracePeriodSeconds: 30 })])).toEqual([]);
  expect(risks([written({})], [written({ terminationGracePeriodSeconds: 60 })])).toEqual([
    'restart: pods of Deployment shop/page are replaced: spec.template.spec.terminationGracePeriodSeconds',
  ]);
});

test('mutual TLS that becomes strict names those who can no longer call', () => {
  const outside = workload('shop/old', {}, { hostNetwork: true });
  const all = [service('shop/page'), workload('shop/page'), outside];
  expect(risks([...all, policy('PERMISSIVE')], [...all, policy('STRICT')])).toEqual([
    'mutual-tls: mutual TLS of page goes from PERMISSIVE to STRICT: workloads without a proxy can no longer call them (old)',
  ]);
});

test('a webhook that fails otherwise', () => {
  const webhook = (failurePolicy: string) => ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: 'injector' },
    webhooks: [{ name: 'inject.example', failurePolicy }],
  });
  expect(risks([webhook('Ignore')], [webhook('Fail')])).toEqual([
    'webhook: MutatingWebhookConfiguration injector changes webhooks["inject.example"].failurePolicy'.replaceAll('"', ''),
  ]);
});

test('a subset that is added and used in one step is a finding that is new', () => {
  const rule = (...names: readonly string[]) =>
    destinationRule('shop/page', { host: 'page', subsets: names.map((name) => ({ name, labels: { version: name } })) });
  const all = [
    service('shop/page'),
    workload('shop/page-1', { app: 'page', version: 'v1' }),
    workload('shop/page-2', { app: 'page', version: 'v2' }),
  ];
  const routes = (subset: string) => virtualService('shop/page', { hosts: ['page'], http: [{ route: to(`page/${subset}`) }] });
  const { newFindings } = reportOf([...all, rule('v1'), routes('v1')], [...all, rule('v1', 'v2'), routes('v2')]);
  expect(newFindings.map(({ code }) => code)).toEqual(['MESH0802']);
});
