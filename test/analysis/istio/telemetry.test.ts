import { found } from '../found';
import { deployment, istio } from '../manifests';

const workload = deployment('shop/web', { labels: { app: 'web', version: 'v1' } });
const telemetry = (name: string, labels?: object) =>
  istio('Telemetry', name, labels === undefined ? {} : { selector: { matchLabels: labels } });

describe('IST0159', () => {
  test('two that pick one workload are both reported', () => {
    const manifests = workload + telemetry('shop/a', { app: 'web' }) + telemetry('shop/b', { version: 'v1' });
    expect(found(manifests, 'IST0159')).toEqual([
      'IST0159 Telemetry/shop/a: spec.selector.matchLabels picks Deployment web, as others do, got ["a","b"]',
      'IST0159 Telemetry/shop/b: spec.selector.matchLabels picks Deployment web, as others do, got ["a","b"]',
    ]);
  });

  test('they are reported for each workload', () => {
    const two = deployment('shop/api', { labels: { app: 'web' } });
    const manifests = workload + two + telemetry('shop/a', { app: 'web' }) + telemetry('shop/b', { app: 'web' });
    expect(found(manifests, 'IST0159')).toHaveLength(4);
  });

  test.each([
    ['one picks it', telemetry('shop/a', { app: 'web' }) + telemetry('shop/b', { version: 'v2' })],
    ['one has no selector', telemetry('shop/a', { app: 'web' }) + telemetry('shop/b')],
    ['one is in another namespace', telemetry('shop/a', { app: 'web' }) + telemetry('x/b', { app: 'web' })],
  ])('nothing is reported where %s', (_, manifests) => {
    expect(found(workload + manifests, 'IST0159')).toEqual([]);
  });
});

describe('IST0160', () => {
  test('two without selector in one namespace', () => {
    expect(found(telemetry('shop/a') + telemetry('shop/b') + telemetry('x/a'), 'IST0160')).toEqual([
      'IST0160 Telemetry/shop/a: Telemetry shop/a is one of several for the whole namespace, got ["a","b"]',
      'IST0160 Telemetry/shop/b: Telemetry shop/b is one of several for the whole namespace, got ["a","b"]',
    ]);
  });

  test('one with a selector is not one of them', () => {
    expect(found(telemetry('shop/a') + telemetry('shop/b', {}), 'IST0160')).toEqual([]);
  });
});

describe('IST0157', () => {
  const logging = (...accessLogging: object[]) => istio('Telemetry', 'shop/a', { accessLogging });

  test('a log that goes nowhere', () => {
    expect(found(logging({ providers: [{ name: 'envoy' }] }, {}), 'IST0157')).toEqual([
      'IST0157 Telemetry/shop/a: spec.accessLogging[1] names no provider, and the mesh has none by default',
    ]);
  });

  test.each([
    ['it names a provider', logging({ providers: [{ name: 'envoy' }] }), {}],
    ['it is turned off', logging({ disabled: true }), {}],
    ['the mesh has one', logging({}), { meshConfig: { defaultProviders: { accessLogging: ['envoy'] } } }],
  ])('nothing is reported where %s', (_, manifests, options) => {
    expect(found(manifests, 'IST0157', options)).toEqual([]);
  });
});
