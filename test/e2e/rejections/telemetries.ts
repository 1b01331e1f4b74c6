import { rejected } from './rejection';

const metrics = (override: object) => ({ metrics: [{ overrides: [override] }] });
const tags = (tag: object) => metrics({ tagOverrides: { host: tag } });
const traces = (tracing: object) => ({ tracing: [tracing] });

export const TELEMETRIES = rejected('Telemetry', {
  'more than all requests': traces({ randomSamplingPercentage: 101 }),
  'requests below 0': traces({ randomSamplingPercentage: -1 }),
  'a tag of two kinds': traces({ customTags: { a: { literal: { value: 'b' }, header: { name: 'c' } } } }),
  'a tag of an empty text': traces({ customTags: { a: { literal: { value: '' } } } }),
  'a variable without a name': traces({ customTags: { a: { environment: { name: '' } } } }),
  'an unknown metric': metrics({ match: { metric: 'REQUESTS' }, disabled: true }),
  'a metric that has two names': metrics({ match: { metric: 'REQUEST_COUNT', customMetric: 'mine' }, disabled: true }),
  'an unknown side': metrics({ match: { mode: 'BOTH' }, disabled: true }),
  'a tag without a value': tags({ operation: 'UPSERT', value: '' }),
  'a value of a tag that is removed': tags({ operation: 'REMOVE', value: 'request.host' }),
  'reports at any time': { metrics: [{ reportingInterval: '0s' }] },
  'a filter that is no expression': { accessLogging: [{ filter: { expression: 'response.code >=' } }] },
  'a label value with a star': { ...traces({}), selector: { matchLabels: { app: 'a*' } } },
});
