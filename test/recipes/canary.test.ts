import { Duration } from 'cdk8s';
import { FaultInjection } from '../../lib/networking/fault-injection';
import { Canary, type CanaryProps } from '../../lib/recipes/canary';
import { refusals, specOf, testChart } from '../synth';

const TESTERS = [{ headers: { 'x-tester': { exact: 'yes' } } }] as const;

function specs(step: CanaryProps<'v1' | 'v2', 5 | 50>['step'], more: Partial<CanaryProps<'v1' | 'v2', 5 | 50>> = {}) {
  const chart = testChart('shop');
  new Canary(chart, 'reviews', { service: 'reviews', stable: 'v1', canary: 'v2', steps: [5, 50], step, ...more });
  const rule = specOf(chart, 'DestinationRule', 'reviews') as { subsets: { name: string }[] };
  const routes = specOf(chart, 'VirtualService', 'reviews') as { http: { route: { destination: object; weight: number }[] }[] };
  return { rule, routes };
}

test.each([
  [0, ['v1', 'v2'], { v1: 100 }],
  [5, ['v1', 'v2'], { v1: 95, v2: 5 }],
  [50, ['v1', 'v2'], { v1: 50, v2: 50 }],
  [100, ['v1', 'v2'], { v2: 100 }],
  ['finished', ['v2'], { v2: 100 }],
  ['abandoned', ['v1'], { v1: 100 }],
] as const)('at step %s the subsets are %j and their shares %j', (step, subsets, shares) => {
  const { rule, routes } = specs(step);
  expect(rule.subsets).toEqual(subsets.map((name) => ({ name, labels: { version: name } })));
  const route = Object.entries(shares).map(([subset, weight]) => ({ destination: { host: 'reviews', subset }, weight }));
  expect(routes).toEqual({ hosts: ['reviews'], http: [{ route }] });
});

test('between the last share and the end only the subset goes', () => {
  expect(specs('finished').routes).toEqual(specs(100).routes);
  expect(specs('abandoned').routes).toEqual(specs(0).routes);
});

test.each([0, 5, 50] as const)('at %s testers get the canary', (step) => {
  expect(specs(step, { testers: TESTERS }).routes.http[0]).toEqual({
    match: TESTERS,
    route: [{ destination: { host: 'reviews', subset: 'v2' } }],
  });
});

test.each([100, 'finished', 'abandoned'] as const)('at %s testers are as everybody', (step) => {
  expect(specs(step, { testers: TESTERS }).routes).toEqual(specs(step).routes);
});

test('every prop is rendered', () => {
  const chart = testChart('shop');
  const props: Required<CanaryProps<string, number>> = {
    service: { name: 'front', metadata: { namespace: 'web' } },
    stable: 'v1',
    canary: 'v2',
    steps: [10],
    step: 10,
    testers: TESTERS,
    namespace: 'web',
    hosts: ['shop.example.com'],
    gateways: ['mesh'],
    timeout: Duration.seconds(3),
    retries: { attempts: 1 },
    trafficPolicy: { loadBalancer: { simple: 'RANDOM' } },
  };
  const { subsets, routes } = new Canary(chart, 'front', props);
  expect(subsets.toJson()).toMatchObject({
    metadata: { name: 'front', namespace: 'web' },
    spec: { host: 'front', trafficPolicy: { loadBalancer: { simple: 'RANDOM' } } },
  });
  const settings = { timeout: '3s', retries: { attempts: 1 } };
  expect(routes.toJson()).toMatchObject({
    metadata: { name: 'front', namespace: 'web' },
    spec: {
      hosts: ['shop.example.com'],
      gateways: ['mesh'],
      http: [
        { match: TESTERS, ...settings },
        { ...settings, route: [{ weight: 90 }, { weight: 10 }] },
      ],
    },
  });
});

test('faults can be injected into it', () => {
  const chart = testChart('shop');
  const { routes } = new Canary(chart, 'reviews', { service: 'reviews', stable: 'v1', canary: 'v2', steps: [5], step: 5 });
  new FaultInjection(chart, 'fault', { virtualService: routes, abort: { httpStatus: 503, percentage: 1 } });
  expect(routes.toJson().spec.http[0].fault.abort.httpStatus).toBe(503);
});

const canary = (props: object) =>
  refusals(
    () =>
      new Canary(testChart('shop'), 'reviews', {
        service: 'reviews',
        stable: 'v1',
        canary: 'v2',
        steps: [5, 50],
        step: 5,
        ...props,
      } as CanaryProps<string, number>),
  );

test.each([
  [{ step: 20 }, 'step is not a step, got 20; use one of 0, 5, 50, 100, finished, abandoned'],
  [{ step: 'done' }, 'step is not a step, got "done"; use one of 0, 5, 50, 100, finished, abandoned'],
  [{ steps: [50, 5] }, 'steps[1] is not more than the step before, got 5; go from less to more'],
  [{ steps: [5, 5] }, 'steps[1] is not more than the step before, got 5; go from less to more'],
  [{ steps: [5, 120] }, 'steps[1] is not a whole percentage, got 120; use a whole number from 0 to 100'],
  [{ steps: [5, 12.5] }, 'steps[1] is not a whole percentage, got 12.5; use a whole number from 0 to 100'],
  [{ canary: 'v1' }, 'canary is the stable version itself, got "v1"; name the version that is new'],
])('fails when it has %j', (props, message) => {
  expect(canary(props)).toEqual([message]);
});

test('fails when a version is no label', () => {
  expect(canary({ canary: 'v_2' })[0]).toContain('got "v_2"');
});

test('0 and 100 can be listed, but need not be', () => {
  expect(canary({ steps: [0, 5, 100] })).toEqual([]);
});
