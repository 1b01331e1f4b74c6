import type {
  TelemetrySpec,
  TelemetrySpecAccessLogging,
  TelemetrySpecMetrics,
  TelemetrySpecMetricsOverridesTagOverrides,
  TelemetrySpecTracing,
} from '../../imports/telemetry.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { celFault } from './cel-expression';
import { nanoseconds } from './duration';
import { selectorProblems } from './labels';
import { targetingProblems } from './policy-target';

const MILLISECOND = 1_000_000n;

function tagProblems(field: string, { operation, value }: Wire<TelemetrySpecMetricsOverridesTagOverrides>): Problem[] {
  if (operation === 'REMOVE') {
    if (value === undefined) return [];
    return [{ field: `${field}.value`, problem: 'does not go with REMOVE', got: value, fix: 'remove it, or set UPSERT' }];
  }
  if (value !== undefined && value !== '') return [];
  const fix = 'write the expression that gives the value of the tag, or set operation to REMOVE';
  return [{ field: `${field}.value`, problem: 'must not be empty', got: value, fix }];
}

function intervalProblems(field: string, interval: string | undefined): Problem[] {
  if (interval === undefined || (nanoseconds(interval) ?? 0n) >= MILLISECOND) return [];
  return [{ field, problem: 'must be a duration of at least 1 ms', got: interval, fix: 'use for example 5s' }];
}

function metricsProblems(field: string, { overrides, reportingInterval }: Wire<TelemetrySpecMetrics>): Problem[] {
  return [
    ...intervalProblems(`${field}.reportingInterval`, reportingInterval),
    ...(overrides ?? []).flatMap(({ tagOverrides }, i) =>
      Object.entries(tagOverrides ?? {}).flatMap(([name, tag]) =>
        tagProblems(`${field}.overrides[${i}].tagOverrides.${name}`, tag),
      ),
    ),
  ];
}

function tracingProblems(field: string, { customTags }: Wire<TelemetrySpecTracing>): Problem[] {
  if (customTags === undefined || !Object.hasOwn(customTags, '')) return [];
  return [{ field: `${field}.customTags`, problem: 'has a tag without a name', got: '', fix: 'name the tag' }];
}

/** The rule is not asked for what the expression refers to: whether Envoy knows that is another question. */
function filterProblems(field: string, { filter }: Wire<TelemetrySpecAccessLogging>): Problem[] {
  if (filter === undefined) return [];
  const fault = celFault(filter.expression ?? '');
  if (fault === undefined) return [];
  const fix = `write it as in https://github.com/google/cel-spec (${fault})`;
  return [{ field: `${field}.filter.expression`, problem: 'is not an expression of CEL', got: filter.expression, fix }];
}

/** What Istio refuses in the spec of a Telemetry, beyond its schema. */
export function telemetryProblems(spec: Wire<TelemetrySpec>): Problem[] {
  return [
    ...targetingProblems(spec),
    ...selectorProblems('selector.matchLabels', spec.selector?.matchLabels),
    ...(spec.tracing ?? []).flatMap((tracing, i) => tracingProblems(`tracing[${i}]`, tracing)),
    ...(spec.metrics ?? []).flatMap((metrics, i) => metricsProblems(`metrics[${i}]`, metrics)),
    ...(spec.accessLogging ?? []).flatMap((logging, i) => filterProblems(`accessLogging[${i}]`, logging)),
  ];
}
