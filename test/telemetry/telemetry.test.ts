import { Duration } from 'cdk8s';
import { TracingProvider } from '../../lib/install/extension-providers';
import { IstioControlPlane } from '../../lib/install/istio-control-plane';
import { PolicyTarget } from '../../lib/networking/policy-target';
import { OutsideProvider, type ProviderRef } from '../../lib/networking/provider-reference';
import { Telemetry, type TelemetryProps } from '../../lib/telemetry/telemetry';
import { manifestOf, refusals, specOf, testChart } from '../synth';

const telemetry = (props: TelemetryProps) => new Telemetry(testChart('foo'), 'telemetry', props);
const zipkin = OutsideProvider.unchecked('tracing', 'zipkin');
const otel = OutsideProvider.unchecked('accessLogging', 'otel');
const prometheus = OutsideProvider.unchecked('metrics', 'prometheus');

test('nothing said', () => {
  expect(manifestOf(telemetry({}), 'Telemetry', 'telemetry')).toEqual({
    apiVersion: 'telemetry.istio.io/v1',
    kind: 'Telemetry',
    metadata: { name: 'telemetry', namespace: 'foo' },
    spec: {},
  });
});

test('as in Istio’s samples of OpenTelemetry', () => {
  const chart = testChart();
  const metadata = { namespace: 'istio-system' };
  new Telemetry(chart, 'mesh-logging', { metadata, accessLogging: [{ providers: [otel] }] });
  expect(specOf(chart, 'Telemetry', 'mesh-logging')).toEqual({ accessLogging: [{ providers: [{ name: 'otel' }] }] });
  const tracing = OutsideProvider.unchecked('tracing', 'otel-tracing');
  new Telemetry(chart, 'otel-demo', { tracing: [{ providers: [tracing], randomSamplingPercentage: 0 }] });
  expect(specOf(chart, 'Telemetry', 'otel-demo')).toEqual({
    tracing: [{ providers: [{ name: 'otel-tracing' }], randomSamplingPercentage: 0 }],
  });
});

test('every prop', () => {
  const props: Required<Omit<TelemetryProps, 'targetRef' | 'targetRefs'>> = {
    metadata: { name: 'all', namespace: 'foo', labels: { app: 'finance' }, annotations: { note: 'none' } },
    selector: { matchLabels: { app: 'finance' } },
    tracing: [
      {
        match: { mode: 'CLIENT' },
        providers: [zipkin],
        randomSamplingPercentage: 12.5,
        disableSpanReporting: false,
        customTags: {
          one: { literal: { value: 'a' } },
          two: { environment: { name: 'POD_NAME', defaultValue: '' } },
          three: { header: { name: 'x-user', defaultValue: 'nobody' } },
          four: { formatter: { value: '%PROTOCOL%' } },
        },
        useRequestIdForTraceSampling: false,
        enableIstioTags: false,
        disableContextPropagation: false,
      },
    ],
    metrics: [
      {
        providers: [prometheus],
        overrides: [
          {
            match: { metric: 'REQUEST_COUNT', mode: 'SERVER' },
            disabled: false,
            tagOverrides: {
              host: { value: 'request.host' },
              path: { operation: 'UPSERT', value: "''" },
              user: { operation: 'REMOVE' },
            },
          },
          { match: { customMetric: 'my_metric' }, disabled: true },
          { match: { mode: 'CLIENT_AND_SERVER' } },
        ],
        reportingInterval: Duration.millis(1500),
      },
    ],
    accessLogging: [
      { match: { mode: 'SERVER' }, providers: [otel], disabled: false, filter: { expression: 'response.code >= 400' } },
    ],
  };
  expect(manifestOf(telemetry(props as TelemetryProps), 'Telemetry', 'all')).toEqual({
    apiVersion: 'telemetry.istio.io/v1',
    kind: 'Telemetry',
    metadata: { name: 'all', namespace: 'foo', labels: { app: 'finance' }, annotations: { note: 'none' } },
    spec: {
      selector: { matchLabels: { app: 'finance' } },
      tracing: [{ ...props.tracing[0], providers: [{ name: 'zipkin' }] }],
      metrics: [{ ...props.metrics[0], providers: [{ name: 'prometheus' }], reportingInterval: '1.5s' }],
      accessLogging: [{ ...props.accessLogging[0], providers: [{ name: 'otel' }] }],
    },
  });
});

test('for some objects of its namespace', () => {
  const waypoint = PolicyTarget.gateway({ name: 'waypoint', metadata: { namespace: 'foo' } });
  const spec = specOf(telemetry({ targetRefs: [waypoint] }), 'Telemetry', 'telemetry');
  expect(spec).toEqual({ targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'waypoint' }] });
});

test('what is added comes after what is there', () => {
  const wide = telemetry({ accessLogging: [{ providers: [otel] }] });
  wide.addTracing({ providers: [zipkin] });
  wide.addMetrics({ overrides: [{ disabled: true }] });
  wide.addAccessLogging({ match: { mode: 'CLIENT' }, disabled: true });
  expect(specOf(wide, 'Telemetry', 'telemetry')).toEqual({
    tracing: [{ providers: [{ name: 'zipkin' }] }],
    metrics: [{ overrides: [{ disabled: true }] }],
    accessLogging: [{ providers: [{ name: 'otel' }] }, { match: { mode: 'CLIENT' }, disabled: true }],
  });
});

test('a provider of the program is used as soon as a Telemetry refers to it', () => {
  const chart = testChart('foo');
  const controlPlane = new IstioControlPlane(chart, 'istio');
  const service = { name: 'zipkin', metadata: { namespace: 'tracing' } };
  const provider = new TracingProvider(chart, 'zipkin', { controlPlane, zipkin: { service, port: 9411 } });
  const wide = new Telemetry(chart, 'telemetry');
  expect(provider.node.validate()).toHaveLength(1);
  wide.addTracing({ providers: [provider] });
  expect(provider.node.validate()).toEqual([]);
  expect(specOf(chart, 'Telemetry', 'telemetry')).toEqual({ tracing: [{ providers: [{ name: 'zipkin' }] }] });
});

describe('fails when', () => {
  const CEL = 'write it as in https://github.com/google/cel-spec';
  const log = (expression: string): TelemetryProps => ({ accessLogging: [{ filter: { expression } }] });
  const tag = (tagOverride: object) =>
    ({ metrics: [{ overrides: [{ tagOverrides: { host: tagOverride } }] }] }) as TelemetryProps;

  test.each<[string, TelemetryProps, string[]]>([
    [
      'a filter is no expression',
      log('response.code => 400'),
      [
        'accessLogging[0].filter.expression is not an expression of CEL, got "response.code => 400"; ' +
          `${CEL} (at character 15: "=" begins nothing of CEL)`,
      ],
    ],
    [
      'a filter is empty',
      log(''),
      [`accessLogging[0].filter.expression is not an expression of CEL, got ""; ${CEL} (at character 1: it ends too early)`],
    ],
    [
      'a filter asks whether a header is there in another way than has() takes',
      log("has(request.headers['x-user'])"),
      [
        'accessLogging[0].filter.expression is not an expression of CEL, got "has(request.headers[\'x-user\'])"; ' +
          `${CEL} (at character 1: has() takes a field: has(a.b))`,
      ],
    ],
    [
      'a filter is missing, forced past the compiler',
      { accessLogging: [{ filter: {} }] } as unknown as TelemetryProps,
      [`accessLogging[0].filter.expression is not an expression of CEL; ${CEL} (at character 1: it ends too early)`],
    ],
    [
      'a tag has no value',
      tag({ value: '' }),
      [
        'metrics[0].overrides[0].tagOverrides.host.value must not be empty, got ""; ' +
          'write the expression that gives the value of the tag, or set operation to REMOVE',
      ],
    ],
    [
      'a tag that is removed has a value, forced past the compiler',
      tag({ operation: 'REMOVE', value: 'request.host' }),
      [
        'metrics[0].overrides[0].tagOverrides.host.value does not go with REMOVE, got "request.host"; ' +
          'remove it, or set UPSERT',
      ],
    ],
    [
      'an interval is no time',
      { metrics: [{ reportingInterval: Duration.millis(0) }] },
      ['metrics[0].reportingInterval must be a duration of at least 1 ms, got "0s"; use for example 5s'],
    ],
    [
      'a tag of spans has no name',
      { tracing: [{ customTags: { '': { literal: { value: 'a' } } } }] },
      ['tracing[0].customTags has a tag without a name, got ""; name the tag'],
    ],
    [
      'a label has a wildcard',
      { selector: { matchLabels: { app: '*' } } },
      ['selector.matchLabels has a *, which picks nothing, got "app=*"; write the whole key and the whole value'],
    ],
    [
      'it is for workloads and for objects, forced past the compiler',
      { selector: { matchLabels: {} }, targetRefs: [{ kind: 'Service', name: 'a' }] } as unknown as TelemetryProps,
      ['targetRefs is set beside selector; keep one of the two'],
    ],
    [
      'a provider is for something else, forced past the compiler',
      { accessLogging: [{ providers: [zipkin as unknown as ProviderRef<'accessLogging'>] }] },
      ['accessLogging[0].providers[0] is a provider for tracing, got "zipkin"; use one for accessLogging'],
    ],
    [
      'a provider is a name, forced past the compiler',
      { tracing: [{ providers: ['zipkin' as unknown as ProviderRef<'tracing'>] }] },
      [
        'tracing[0].providers[0] is not a provider, got "zipkin"; ' +
          "pass what defines it, or OutsideProvider.unchecked('tracing', ...) for one that is outside of this program",
      ],
    ],
  ])('%s', (_, props, messages) => {
    expect(refusals(() => telemetry(props))).toEqual(messages);
  });

  test('what is added is wrong', () => {
    const wide = telemetry({});
    expect(refusals(() => wide.addAccessLogging({ filter: { expression: 'a &' } }))).toEqual([
      `accessLogging[0].filter.expression is not an expression of CEL, got "a &"; ${CEL} (at character 3: "&" begins nothing of CEL)`,
    ]);
  });

  test('two are for a whole namespace', () => {
    const chart = testChart('foo');
    new Telemetry(chart, 'first');
    const second = new Telemetry(chart, 'second');
    new Telemetry(chart, 'some', { selector: { matchLabels: { app: 'a' } } });
    expect(second.node.validate()).toEqual([
      'selector is for the whole namespace, as test/first is, and Istio follows one of them alone, got "foo"; ' +
        'put all of it into one Telemetry, by its addTracing(), addMetrics() and addAccessLogging() perhaps (IST0160)',
    ]);
  });

  test('it is for an object of another namespace', () => {
    const target = PolicyTarget.service({ name: 'reviews', metadata: { namespace: 'bookinfo' } });
    expect(telemetry({ targetRefs: [target] }).node.validate()).toEqual([
      'targetRefs[0] is a Service of another namespace than foo, got "bookinfo/reviews"; put the policy in namespace bookinfo',
    ]);
  });
});
