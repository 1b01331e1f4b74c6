import { App, Chart, Duration } from 'cdk8s';
import { DestinationRule, FaultInjection, VirtualService } from '../../lib';

const chart = new Chart(new App(), 'shop', { namespace: 'shop' });

const reviews = new DestinationRule(chart, 'reviews', {
  host: 'reviews',
  subsets: { v1: { version: 'v1' }, v2: { version: 'v2' } },
  trafficPolicy: { loadBalancer: { simple: 'RANDOM' } }, // 'LEAST_CONNS' does not compile
});

const routes = new VirtualService(chart, 'reviews-routes', {
  hosts: [reviews.host], // [] does not compile
  http: [
    {
      match: [{ headers: { 'end-user': { exact: 'jason' } } }], // { exact, prefix } together does not compile
      route: [{ destination: reviews.subset('v2') }], // reviews.subset('v4') does not compile
    },
    { route: [{ destination: reviews.subset('v1') }] },
  ],
});

new FaultInjection(chart, 'slow-reviews', {
  virtualService: routes, // the fault goes into the rule that jason takes
  match: { user: 'jason' },
  delay: { fixedDelay: Duration.seconds(7), percentage: 100 },
});

test('the program synthesizes', () => {
  expect(chart.toJson()).toHaveLength(2);
});
