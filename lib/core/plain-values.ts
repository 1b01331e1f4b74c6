/** Whether a value is made of what JSON has alone, so that cdk8s has nothing to resolve in it. */
export function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'function';
  if (Array.isArray(value)) return value.every(isPlain);
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain);
}

/** A plain value as cdk8s emits it: the fields sorted by name, those without a value left out. */
export function emitted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  if (Array.isArray(value)) return value.map(emitted);
  const given = value as Readonly<Record<string, unknown>>;
  const fields: Record<string, unknown> = {};
  for (const name of Object.keys(given).sort()) {
    const field = emitted(given[name]);
    if (field !== undefined) fields[name] = field;
  }
  return fields;
}
