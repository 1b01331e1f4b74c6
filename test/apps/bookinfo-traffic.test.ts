import { App } from 'cdk8s';
import { Bookinfo, type BookinfoChoice, IngressGateway, IstioControlPlane, Stages } from '../../lib';
import { BOOKINFO_CATALOGUE } from '../../lib/apps/bookinfo/catalogue';
import { type TrafficRow, testTraffic } from '../../lib/jest';
import { Traffic } from '../../lib/simulation';

function bookshop(choice: BookinfoChoice): Traffic {
  const app = new App();
  const stages = new Stages(app);
  const controlPlane = new IstioControlPlane(stages.controlPlane, 'istio', { profile: 'demo' });
  const ingress = new IngressGateway(stages.gateways, 'istio-ingressgateway', { controlPlane });
  new Bookinfo(stages.apps, 'bookinfo', { controlPlane, ingress, traffic: stages.traffic, ...choice });
  return new Traffic(app);
}

const reviews = (reaches: TrafficRow['reaches'], headers = {}): TrafficRow => ({
  from: 'productpage-v1.bookinfo',
  url: 'http://reviews:9080/reviews/0',
  headers,
  reaches: reaches as string,
});
const JASON = { 'end-user': 'jason' };
const ratings = (rest: Partial<TrafficRow>): TrafficRow =>
  ({ from: 'reviews-v2.bookinfo', url: 'http://ratings:9080/ratings/0', ...rest }) as TrafficRow;
const details = (rest: Partial<TrafficRow>): TrafficRow =>
  ({ from: 'productpage-v1.bookinfo', url: 'http://details:9080/details/0', ...rest }) as TrafficRow;

/** What each of Istio's samples is for, as requests. */
const TABLES: { readonly [Sample in keyof typeof BOOKINFO_CATALOGUE]?: readonly TrafficRow[] } = {
  'networking/bookinfo-gateway': [
    { gateway: 'bookinfo-gateway.bookinfo', url: 'http://shop.example.com/productpage', reaches: 'productpage' },
    { gateway: 'bookinfo-gateway.bookinfo', url: 'http://shop.example.com/static/a.css', reaches: 'productpage' },
    { gateway: 'bookinfo-gateway.bookinfo', url: 'http://shop.example.com/admin', failsWith: 404 },
  ],
  'networking/virtual-service-all-v1': [
    reviews('reviews v1'),
    ratings({ reaches: 'ratings v1' }),
    details({ reaches: 'details v1' }),
  ],
  'networking/virtual-service-reviews-v3': [reviews('reviews v3')],
  'networking/virtual-service-reviews-90-10': [reviews({ v1: 90, v2: 10 })],
  'networking/virtual-service-reviews-80-20': [reviews({ v1: 80, v2: 20 })],
  'networking/virtual-service-reviews-50-v3': [reviews({ v1: 50, v3: 50 })],
  'networking/virtual-service-reviews-v2-v3': [reviews({ v2: 50, v3: 50 })],
  'networking/virtual-service-reviews-test-v2': [
    reviews('reviews v2', JASON),
    reviews('reviews v1'),
    reviews('reviews v1', { 'end-user': 'Jason' }),
  ],
  'networking/virtual-service-reviews-jason-v2-v3': [reviews('reviews v2', JASON), reviews('reviews v3')],
  'networking/virtual-service-ratings-test-delay': [
    ratings({ headers: JASON, delayedBy: '7s', reaches: 'ratings v1' }),
    ratings({ reaches: 'ratings v1' }),
  ],
  'networking/virtual-service-ratings-test-abort': [
    ratings({ headers: JASON, failsWith: 500 }),
    ratings({ reaches: 'ratings v1' }),
  ],
  'networking/fault-injection-details-v1': [details({ failsWith: 555 })],
  'networking/virtual-service-details-v2': [details({ reaches: 'details v2' })],
  'networking/virtual-service-ratings-mysql': [
    { from: 'reviews-v3.bookinfo', url: 'http://ratings:9080/ratings/0', reaches: 'ratings v2-mysql' },
    reviews('reviews v3'),
  ],
  'networking/virtual-service-ratings-db': [
    { from: 'reviews-v3.bookinfo', url: 'http://ratings:9080/ratings/0', reaches: 'ratings v2' },
  ],
};

describe.each(Object.keys(TABLES) as (keyof typeof BOOKINFO_CATALOGUE)[])('%s', (sample) => {
  testTraffic(bookshop(BOOKINFO_CATALOGUE[sample]), TABLES[sample] ?? []);
});

test.each(Object.keys(BOOKINFO_CATALOGUE).filter((sample) => sample.startsWith('networking/virtual-service')))(
  'there is a table for %s, or its choice has one',
  (sample) => {
    const choice = JSON.stringify(BOOKINFO_CATALOGUE[sample as keyof typeof BOOKINFO_CATALOGUE]);
    const choices = Object.keys(TABLES).map((one) => JSON.stringify(BOOKINFO_CATALOGUE[one as keyof typeof BOOKINFO_CATALOGUE]));
    expect([...choices, '{"reviews":"v3","ratings":{"mysqlAddress":"192.0.2.7"}}']).toContain(choice);
  },
);
