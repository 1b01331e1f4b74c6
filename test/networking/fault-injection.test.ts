import { App, Chart, Duration } from 'cdk8s';
import { Destination } from '../../lib/networking/destination';
import { FaultInjection, type FaultInjectionProps } from '../../lib/networking/fault-injection';
import type { HttpRoute } from '../../lib/networking/http-route';
import { VirtualService } from '../../lib/networking/virtual-service';

const DELAY = { fixedDelay: Duration.seconds(7), percentage: 100 };
const RENDERED_DELAY = { delay: { fixedDelay: '7s', percentage: { value: 100 } } };
const ABORT = { httpStatus: 500, percentage: 50 } as const;
const RENDERED_ABORT = { abort: { httpStatus: 500, percentage: { value: 50 } } };

const to = (host: string) => [{ destination: Destination.unchecked({ host }) }] as const;
const rendered = (host: string) => [{ destination: { host } }];
const jason = { headers: { 'end-user': { exact: 'jason' } } } as const;

type Fault = Omit<FaultInjectionProps, 'virtualService'>;

function ratings(http: readonly HttpRoute[], ...faults: Fault[]): VirtualService {
  const chart = new Chart(new App(), 'chart', { namespace: 'bookinfo' });
  const virtualService = new VirtualService(chart, 'ratings', { hosts: ['ratings'], http });
  faults.forEach((fault, i) => {
    new FaultInjection(chart, `fault-${i}`, { virtualService, ...fault });
  });
  return virtualService;
}

const http = (virtualService: VirtualService) => virtualService.toJson().spec.http;
const synth = (virtualService: VirtualService) => virtualService.chart.toJson();

test('a fault for all requests goes into the rule itself', () => {
  const service = ratings([{ route: to('ratings') }], { delay: DELAY });
  expect(http(service)).toEqual([{ route: rendered('ratings'), fault: RENDERED_DELAY }]);
});

test('a fault for one user goes before the rule that the user would take', () => {
  const service = ratings([{ route: to('ratings') }], { match: { user: 'jason' }, delay: DELAY });
  expect(http(service)).toEqual([
    { match: [jason], route: rendered('ratings'), fault: RENDERED_DELAY },
    { route: rendered('ratings') },
  ]);
});

test('requests go where they went', () => {
  const service = ratings([{ match: [{ uri: { prefix: '/api' } }], route: to('api') }, { route: to('pages') }], {
    match: { user: 'jason' },
    abort: ABORT,
  });
  expect(http(service)).toEqual([
    { match: [{ uri: { prefix: '/api' }, ...jason }], route: rendered('api'), fault: RENDERED_ABORT },
    { match: [{ uri: { prefix: '/api' } }], route: rendered('api') },
    { match: [jason], route: rendered('pages'), fault: RENDERED_ABORT },
    { route: rendered('pages') },
  ]);
});

test('a rule that is for the same requests gets the fault itself, and no copy stands where they never come', () => {
  const service = ratings([{ match: [jason], route: to('v2') }, { route: to('v1') }], { match: { user: 'jason' }, delay: DELAY });
  expect(http(service)).toEqual([{ match: [jason], route: rendered('v2'), fault: RENDERED_DELAY }, { route: rendered('v1') }]);
});

test('a request that two faults are for suffers the first', () => {
  const service = ratings([{ route: to('ratings') }], { match: { user: 'jason' }, delay: DELAY }, { abort: ABORT });
  expect(http(service)).toEqual([
    { match: [jason], route: rendered('ratings'), fault: RENDERED_DELAY },
    { route: rendered('ratings'), fault: RENDERED_ABORT },
  ]);
});

test('rules added after the fault suffer it as well', () => {
  const service = ratings([{ match: [{ uri: { exact: '/a' } }], route: to('a') }], { delay: DELAY });
  service.addRoute({ route: to('b') });
  expect(http(service).map((route: { fault: unknown }) => route.fault)).toEqual([RENDERED_DELAY, RENDERED_DELAY]);
});

test('exact and prefix paths meet in the narrower one, and paths that never meet give no rule', () => {
  const service = ratings(
    [
      { match: [{ uri: { prefix: '/api/v1' } }], route: to('v1') },
      { match: [{ uri: { exact: '/api/ping' } }], route: to('ping') },
      { match: [{ uri: { prefix: '/static' } }], route: to('static') },
    ],
    { match: { uri: { prefix: '/api/' } }, abort: ABORT },
  );
  expect(http(service)).toEqual([
    { match: [{ uri: { prefix: '/api/v1' } }], route: rendered('v1'), fault: RENDERED_ABORT },
    { match: [{ uri: { exact: '/api/ping' } }], route: rendered('ping'), fault: RENDERED_ABORT },
    { match: [{ uri: { prefix: '/static' } }], route: rendered('static') },
  ]);
});

test('several conditions are alternatives', () => {
  const service = ratings([{ route: to('ratings') }], {
    match: [{ user: 'jason' }, { headers: { cookie: { regex: '.*debug=1.*' } } }],
    abort: { grpcStatus: 'UNAVAILABLE', percentage: 100 },
  });
  expect(http(service)[0]).toEqual({
    match: [jason, { headers: { cookie: { regex: '.*debug=1.*' } } }],
    route: rendered('ratings'),
    fault: { abort: { grpcStatus: 'UNAVAILABLE', percentage: { value: 100 } } },
  });
});

test('two synths are equal', () => {
  const service = ratings([{ route: to('ratings') }], { match: { user: 'jason' }, delay: DELAY });
  expect(synth(service)).toEqual(synth(service));
});

const IGNORED = '; remove timeout from this rule while the fault is in it; to see how a caller copes';

test('fails when the rule has a timeout, which Istio would ignore', () => {
  const service = ratings([{ route: to('ratings'), timeout: Duration.seconds(1) }], { match: { user: 'jason' }, delay: DELAY });
  expect(() => synth(service)).toThrow(`http[0].timeout is ignored by Istio on a rule that injects a fault${IGNORED}`);
});

test('fails when the rule has retries, which Istio would ignore', () => {
  const service = ratings([{ route: to('ratings'), retries: { attempts: 3 } }], { abort: ABORT });
  expect(() => synth(service)).toThrow('http[0].retries is ignored by Istio on a rule that injects a fault');
});

test('a timeout of a rule that the fault is not for stays', () => {
  const service = ratings(
    [
      { match: [{ uri: { exact: '/slow' } }], route: to('slow'), timeout: Duration.seconds(1) },
      { match: [{ uri: { exact: '/other' } }], route: to('other') },
    ],
    { match: { uri: { exact: '/other' } }, delay: DELAY },
  );
  expect(http(service)[0]).toEqual({ match: [{ uri: { exact: '/slow' } }], route: rendered('slow'), timeout: '1s' });
  expect(() => synth(service)).not.toThrow();
});

test('fails when no rule takes the requests', () => {
  const service = ratings([{ match: [{ port: 80 }], route: to('ratings') }], { match: { port: 81 }, delay: DELAY });
  expect(() => synth(service)).toThrow(
    'http has no rule whose requests chart/fault-0 is for; match requests that one of its rules sends on',
  );
});

test('fails when two conditions have no common form', () => {
  const service = ratings([{ match: [{ uri: { regex: '/a+' } }], route: to('a') }], {
    match: { uri: { prefix: '/' } },
    delay: DELAY,
  });
  expect(() => synth(service)).toThrow('http[0].match cannot be combined with the match of chart/fault-0');
});

test('fails when the rule has a fault already', () => {
  const service = ratings([{ route: to('ratings'), fault: { abort: ABORT } }], { delay: DELAY });
  expect(() => synth(service)).toThrow('http[0].fault stands where chart/fault-0 injects one');
});

test.each<[string, Fault, string]>([
  ['nothing goes wrong', {}, 'fault has neither delay nor abort; give one of them, or both'],
  [
    'a percentage is above 100',
    { delay: { ...DELAY, percentage: 101 } },
    'fault.delay.percentage.value must be a percentage between 0.0001 and 100, or 0, got 101; use for example 12.5',
  ],
  [
    'a percentage is missing',
    { abort: { httpStatus: 500 } as never },
    'fault.abort.percentage is missing, which Istio takes for 0; give the share of requests, 100 for all',
  ],
  [
    'a status is none that Envoy answers with',
    { abort: { httpStatus: 600, percentage: 1 } },
    'fault.abort.httpStatus must be an HTTP status between 200 and 599, got 600; use for example 503',
  ],
  [
    'a delay has no length',
    { delay: { fixedDelay: Duration.millis(0), percentage: 1 } },
    'fault.delay.fixedDelay must be a whole number of milliseconds, at least 1, got "0s"',
  ],
  [
    'a delay is none',
    { delay: { fixedDelay: 'a while' as never, percentage: 1 } },
    'fault.delay.fixedDelay is not a duration, got "a while"; write for example 1m30s or 0.5s',
  ],
  [
    'a claim of a token is compared in sidecars',
    { delay: DELAY, match: { headers: { '@request.auth.claims.group': { exact: 'testers' } } } },
    'match[0].headers has a claim of a token, which gateways alone compare, got "@request.auth.claims.group"; give the VirtualService',
  ],
])('fails when %s', (_, fault, message) => {
  expect(() => ratings([{ route: to('ratings') }], fault)).toThrow(`chart/fault-0: ${message}`);
});
