import { Duration } from 'cdk8s';
import { isMap, type Values } from '../../../lib/core/schema/values';
import { Destination, OutsideGateway, OutsideProvider } from '../../../lib/networking';
import { OutsideDelegate } from '../../../lib/networking/delegate-reference';
import { OutsideServiceAccount, Principal } from '../../../lib/security';

/** Makes of what stands in YAML what the props of the kind have in its place. */
type Turn = (value: unknown) => unknown;

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** A duration of Go that a Duration can be, else the text as it is: forced past the compiler. */
const duration: Turn = (text) => {
  if (typeof text !== 'string' || !/^([0-9]+(ms|[smh]))+$/.test(text)) return text;
  const parts = [...text.matchAll(/([0-9]+)(ms|[smh])/g)];
  return Duration.millis(parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0), 0));
};

/** A reference that is rendered as it is. */
const verbatim: Turn = (value) => (isMap(value) ? { toWire: () => value, problems: () => [] } : value);

const destination: Turn = (value) =>
  isMap(value) && typeof value['host'] === 'string' ? Destination.unchecked(value as { readonly host: string }) : value;
const gateway: Turn = (value) => (typeof value === 'string' && value !== 'mesh' ? OutsideGateway.unchecked(value) : value);
const share: Turn = (value) => (isMap(value) ? value['value'] : value);
const delegate: Turn = (value) =>
  isMap(value) && typeof value['name'] === 'string' ? OutsideDelegate.unchecked(value as { readonly name: string }) : value;
const principal: Turn = (value) => (typeof value === 'string' && value !== '*' ? Principal.unchecked(value) : value);
const account: Turn = (value) => (typeof value === 'string' ? OutsideServiceAccount.unchecked(value) : value);
const provider =
  (use: 'tracing' | 'metrics' | 'accessLogging' | 'authorization'): Turn =>
  (value) =>
    isMap(value) && typeof value['name'] === 'string' && Object.keys(value).length === 1
      ? OutsideProvider.unchecked(use, value['name'])
      : value;

/** A list of subsets, where each is told apart by its name, as a record. */
const subsets: Turn = (value) => {
  if (!Array.isArray(value) || !value.every((subset) => isMap(subset) && typeof subset['name'] === 'string')) return value;
  const entries = value.map(({ name, ...subset }) => [name, subset]);
  return Object.fromEntries(entries);
};

const DURATIONS = [
  ...[
    'timeout',
    'perTryTimeout',
    'backoff',
    'maxAge',
    'fixedDelay',
    'interval',
    'idleTimeout',
    'connectTimeout',
    'maxConnectionDuration',
  ],
  ...['time', 'ttl', 'warmupDurationSecs', 'duration', 'baseEjectionTime', 'budgetInterval', 'reportingInterval'],
];

/** Where props differ from YAML, by ends of paths without the numbers of lists. */
const TURNS: Readonly<Record<string, Readonly<Record<string, Turn>>>> = {
  VirtualService: {
    'route.destination': destination,
    'mirrors.destination': destination,
    'http.mirror': destination,
    percentage: share,
    mirrorPercentage: share,
    gateways: gateway,
    delegate,
  },
  DestinationRule: { subsets },
  Sidecar: { egressProxy: destination },
  Telemetry: {
    'tracing.providers': provider('tracing'),
    'metrics.providers': provider('metrics'),
    'accessLogging.providers': provider('accessLogging'),
    targetRef: verbatim,
    targetRefs: verbatim,
  },
  AuthorizationPolicy: {
    provider: provider('authorization'),
    principals: principal,
    notPrincipals: principal,
    serviceAccounts: account,
    notServiceAccounts: account,
    targetRef: verbatim,
    targetRefs: verbatim,
  },
  RequestAuthentication: { targetRef: verbatim, targetRefs: verbatim },
  WasmPlugin: { targetRef: verbatim, targetRefs: verbatim },
  TrafficExtension: { targetRefs: verbatim },
  EnvoyFilter: { targetRefs: verbatim },
};

function turned(value: unknown, path: readonly string[], turns: Readonly<Record<string, Turn>>): unknown {
  if (Array.isArray(value) && path.at(-1) !== 'subsets') return value.map((item) => turned(item, path, turns));
  const turn = turns[path.slice(-2).join('.')] ?? turns[path.at(-1) ?? ''];
  const inner = (content: unknown): unknown => {
    if (Array.isArray(content)) return content.map((item) => turned(item, [...path, 'item'], turns));
    if (!isMap(content)) return content;
    return Object.fromEntries(Object.entries(content).map(([name, field]) => [name, turned(field, [...path, name], turns)]));
  };
  if (turn === undefined) return inner(value);
  return turn(turn === subsets ? inner(value) : value);
}

/** Props of which a construct should render the spec. */
export function propsOf(kind: string, spec: Values): Values {
  const durations = Object.fromEntries(DURATIONS.map((name) => [name, duration]));
  const props = turned(spec, [], { ...durations, ...TURNS[kind] }) as Values;
  if (kind !== 'WorkloadGroup') return props;
  const { metadata, ...others } = props;
  return metadata === undefined ? props : { ...others, entryMetadata: metadata };
}
