import type { MeshObject } from '../../model';
import type { Specs } from '../../model/specs';

type Spec = Specs['networking.istio.io/VirtualService'];
type Condition = NonNullable<NonNullable<Spec['http']>[number]['match']>[number];
type Match = NonNullable<Condition['uri']>;

export type VirtualService = MeshObject<Spec>;

/** A condition on the beginning of the path, as Istio compares it with others. */
export interface PrefixCondition {
  /** From the top of the object: `spec.http[0].match[0]`. */
  readonly field: string;
  readonly prefix: string;
  readonly port: number;
  readonly method: string;
  readonly authority: string;
  readonly maps: readonly ReadonlyMap<string, string>[];
}

const textOf = ({ exact = '', prefix = '' }: Partial<Record<keyof Match, string>> = {}) =>
  exact !== '' ? `exact:${exact}` : prefix !== '' ? `prefix:${prefix}` : '';

const mapOf = (matches: Readonly<Record<string, Match>> = {}) =>
  new Map(Object.entries(matches).map(([key, match]) => [key, textOf(match)]));

/** What of a condition Istio compares; undefined for one that is not on the beginning of the path. */
export function prefixCondition(field: string, condition: Condition): PrefixCondition | undefined {
  const { uri, port = 0, method, authority, headers, queryParams, withoutHeaders } = condition;
  const prefix = uri?.prefix ?? '';
  if (prefix === '') return undefined;
  return {
    field,
    prefix,
    port,
    // A condition without method is one on GET to Istio here.
    method: textOf(method) || 'exact:GET',
    authority: textOf(authority),
    maps: [mapOf(headers), mapOf(queryParams), mapOf(withoutHeaders)],
  };
}

function coversMap(earlier: ReadonlyMap<string, string>, later: ReadonlyMap<string, string>): boolean {
  if (earlier.size !== later.size) return false;
  for (const [key, text] of earlier) {
    const other = later.get(key);
    if (other === undefined || !text.startsWith(other)) return false;
  }
  return true;
}

/** Whether Istio takes a condition for one of which nothing is left, since an earlier one has a shorter prefix. */
export function covers(earlier: PrefixCondition, later: PrefixCondition): boolean {
  return (
    earlier.prefix !== later.prefix &&
    later.prefix.startsWith(earlier.prefix) &&
    earlier.port === later.port &&
    earlier.method.startsWith(later.method) &&
    earlier.authority.startsWith(later.authority) &&
    earlier.maps.every((map, i) => coversMap(map, later.maps[i] ?? new Map()))
  );
}
