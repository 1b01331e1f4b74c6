import { isMap, type Values } from '../../core/schema/values';

/** Fields of conditions that are maps, where an empty one says nothing; an empty one of the others is a condition by itself. */
const MAPS: ReadonlySet<string> = new Set(['headers', 'withoutHeaders', 'queryParams', 'sourceLabels']);

function saysNothing(name: string, value: unknown): boolean {
  if (value === undefined || value === '' || value === 0 || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return MAPS.has(name) && isMap(value) && Object.keys(value).length === 0;
}

function sorted(value: unknown): unknown {
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, sorted(value[name])]),
  );
}

/** A condition of a rule as a text that two have which say the same. Their names do not matter. */
export function conditionText(condition: Values): string {
  const said = Object.entries(condition).filter(([name, value]) => name !== 'name' && !saysNothing(name, value));
  return JSON.stringify(sorted(Object.fromEntries(said)));
}
