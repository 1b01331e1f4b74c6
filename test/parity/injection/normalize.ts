const SCALES: Readonly<Record<string, number>> = {
  ...{ n: 1e-9, u: 1e-6, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 },
};

/** Maps whose values are quantities. */
const QUANTITIES = new Set(['limits', 'requests']);

/** Fields whose 0 or false is as good as nothing. */
const ZERO_IS_ABSENT = new Set([
  'initialDelaySeconds',
  'periodSeconds',
  'failureThreshold',
  'readOnly',
  'hostNetwork',
  'stdin',
  'tty',
]);

/** The object as Kubernetes stores it: without status and fields that say nothing, and with one form of each quantity. */
export function normalized(object: object): unknown {
  const { status: _, ...written } = object as { readonly status?: object };
  return normalize(written);
}

function normalize(object: unknown): unknown {
  if (Array.isArray(object)) return object.map(normalize);
  if (typeof object !== 'object' || object === null) return object;
  const entries = Object.entries(object).map(([key, value]) => [key, QUANTITIES.has(key) ? quantities(value) : normalize(value)]);
  return Object.fromEntries(entries.filter(([key, value]) => !saysNothing(value) && !isIdle(String(key), value)));
}

function saysNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function isIdle(key: string, value: unknown): boolean {
  return key === 'creationTimestamp' || (ZERO_IS_ABSENT.has(key) && (value === 0 || value === false));
}

function quantities(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([resource, amount]) => [resource, quantity(String(amount))]));
}

function quantity(text: string): number | string {
  const [, number, suffix = ''] = /^([\d.]+)([A-Za-z]*)$/.exec(text) ?? [];
  const scale = suffix === '' ? 1 : SCALES[suffix];
  return number === undefined || scale === undefined ? text : Number((Number(number) * scale).toPrecision(12));
}
