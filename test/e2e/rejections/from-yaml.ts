import { Duration } from 'cdk8s';
import { Destination, GatewaySelector, OutsideGateway, OutsideProvider } from '../../../lib';
import type { IstioKind } from './rejection';

/** Fields that are a Duration in props. */
export const DURATIONS = new Set([
  ...['timeout', 'perTryTimeout', 'backoff', 'fixedDelay', 'maxAge', 'connectTimeout', 'idleTimeout', 'time', 'interval'],
  ...['ttl', 'baseEjectionTime', 'duration', 'maxConnectionDuration', 'reportingInterval'],
]);
/** Fields that are a number in props, `{ value }` in YAML. */
export const PERCENTAGES = new Set(['percentage', 'mirrorPercentage']);
/** Fields that are a Destination in props. */
export const DESTINATIONS = new Set(['destination', 'mirror', 'egressProxy']);

/** A spec as props: the few values that props have in another form than YAML. What has no such form is left as it is. */
export function propsFrom(kind: IstioKind, spec: object): object {
  const props = convert(spec) as Record<string, unknown>;
  if (kind === 'Gateway') return { ...props, selector: GatewaySelector.unchecked(props['selector'] as Record<string, string>) };
  if (kind === 'VirtualService' && Array.isArray(props['gateways'])) {
    const gateways = (props['gateways'] as string[]).map((name) => (name === 'mesh' ? name : OutsideGateway.unchecked(name)));
    return { ...props, gateways };
  }
  if (kind === 'DestinationRule' && Array.isArray(props['subsets'])) {
    const subsets = (props['subsets'] as { name: string }[]).map(({ name, ...subset }) => [name, subset]);
    return { ...props, subsets: Object.fromEntries(subsets) as object };
  }
  if (kind === 'WorkloadGroup') {
    const { metadata: entryMetadata, ...others } = props;
    return { ...others, entryMetadata };
  }
  if (kind === 'AuthorizationPolicy' && props['provider'] !== undefined) {
    const { name } = props['provider'] as { name: string };
    return { ...props, provider: OutsideProvider.unchecked('authorization', name) };
  }
  return props;
}

function convert(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => convert(item));
  if (typeof value === 'string' && DURATIONS.has(name)) return duration(value);
  if (typeof value !== 'object' || value === null) return value;
  if (PERCENTAGES.has(name)) return (value as { value?: number }).value;
  if (DESTINATIONS.has(name)) return Destination.unchecked(value as { host: string });
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, convert(item, key)]));
}

/** How a text of YAML is made as a Duration; nothing where it cannot be. */
export function durationOf(text: string): { amount: number; unit: 'millis' | 'seconds' } | undefined {
  const [, amount, unit] = /^(\d+)(ms|s)$/.exec(text) ?? [];
  return amount === undefined ? undefined : { amount: Number(amount), unit: unit === 'ms' ? 'millis' : 'seconds' };
}

function duration(text: string): unknown {
  const { amount, unit } = durationOf(text) ?? {};
  if (amount === undefined) return text;
  return unit === 'millis' ? Duration.millis(amount) : Duration.seconds(amount);
}
