import { App, Chart } from 'cdk8s';
import { Bookinfo, type BookinfoProps } from '../../lib/apps/bookinfo/bookinfo';
import type { Manifest } from '../../lib/core/manifest';
import { IngressGateway } from '../../lib/install/ingress-gateway';
import { IstioControlPlane } from '../../lib/install/istio-control-plane';
import { manifestOf, manifests, refusals, specOf, testChart } from '../synth';

function bookinfo(props: Partial<BookinfoProps> = {}, chart = testChart()) {
  const controlPlane = new IstioControlPlane(chart, 'istio', { revision: 'canary' });
  const ingress = new IngressGateway(chart, 'istio-ingressgateway', { controlPlane });
  return new Bookinfo(chart, 'bookinfo', { controlPlane, ingress, ...props });
}

const destinations = (spec: unknown) =>
  (spec as { http: { match?: unknown; route: { destination: { subset: string }; weight?: number }[] }[] }).http.map(
    ({ match, route }) => [
      match === undefined ? 'all' : 'some',
      ...route.map(({ destination, weight }) => `${destination.subset}${weight === undefined ? '' : ` ${weight}`}`),
    ],
  );

test('six Deployments of four microservices, each under its own account', () => {
  const deployments = manifests(bookinfo()).filter(
    ({ kind, metadata }) => kind === 'Deployment' && metadata.namespace === 'bookinfo',
  );
  const accounts = deployments.map(({ metadata, spec }) => [
    metadata.name,
    (spec as { template: { spec: { serviceAccountName: string } } }).template.spec.serviceAccountName,
  ]);
  expect(Object.fromEntries(accounts)).toEqual({
    'details-v1': 'bookinfo-details',
    'ratings-v1': 'bookinfo-ratings',
    'reviews-v1': 'bookinfo-reviews',
    'reviews-v2': 'bookinfo-reviews',
    'reviews-v3': 'bookinfo-reviews',
    'productpage-v1': 'bookinfo-productpage',
  });
});

test('the namespace belongs to the control plane', () => {
  expect(manifestOf(bookinfo(), 'Namespace', 'bookinfo').metadata.labels).toEqual({ 'istio.io/rev': 'canary' });
});

test('labels of pods do not depend on where the code stands', () => {
  const { template } = specOf(bookinfo(), 'Deployment', 'reviews-v2') as { template: { metadata: { labels: unknown } } };
  expect(template.metadata.labels).toEqual({ app: 'reviews', version: 'v2' });
});

test.each<[NonNullable<BookinfoProps['reviews']>, string[][]]>([
  ['v1', [['all', 'v1']]],
  ['v3', [['all', 'v3']]],
  ['90-10', [['all', 'v1 90', 'v2 10']]],
  ['80-20', [['all', 'v1 80', 'v2 20']]],
  ['50-v3', [['all', 'v1 50', 'v3 50']]],
  ['v2-v3', [['all', 'v2 50', 'v3 50']]],
  [
    'test-v2',
    [
      ['some', 'v2'],
      ['all', 'v1'],
    ],
  ],
  [
    'jason-v2-v3',
    [
      ['some', 'v2'],
      ['all', 'v3'],
    ],
  ],
])('reviews: %s', (reviews, expected) => {
  expect(destinations(specOf(bookinfo({ reviews }), 'VirtualService', 'reviews'))).toEqual(expected);
});

test('without a fault nothing goes wrong', () => {
  const rules = manifests(bookinfo()).filter(({ kind }) => kind === 'VirtualService');
  expect(JSON.stringify(rules)).not.toContain('"fault"');
});

test('the rules can stand in a later stage than the workloads', () => {
  const chart = testChart();
  const traffic = new Chart(App.of(chart), 'traffic');
  bookinfo({ traffic }, chart);
  const kinds = (stage: Chart) => (stage.toJson() as Manifest[]).map(({ kind }) => kind);
  expect(kinds(chart)).not.toContain('VirtualService');
  expect(kinds(traffic)).toEqual(expect.arrayContaining(['Gateway', 'VirtualService', 'DestinationRule']));
});

test('fails when a choice is none, as one out of the environment may be', () => {
  expect(refusals(() => bookinfo({ reviews: 'v9', fault: 'none' } as never))).toEqual([
    'reviews is unknown, got "v9"; use one of v1, v3, 90-10, 80-20, 50-v3, v2-v3, test-v2, jason-v2-v3',
    'fault is unknown, got "none"; use one of ratings-delay, ratings-abort, details-abort',
  ]);
});
