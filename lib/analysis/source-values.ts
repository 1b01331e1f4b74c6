import type { MeshObject, Specs } from '../model';

type Policy = MeshObject<Specs['security.istio.io/AuthorizationPolicy']>;
type From = NonNullable<NonNullable<Policy['spec']['rules']>[number]['from']>[number];
type Source = NonNullable<From['source']>;

/** A value in a list of a source, and where it stands. */
export interface SourceValue<List> {
  readonly list: List;
  readonly field: string;
  readonly value: string;
}

/** The values in some lists of each source of an AuthorizationPolicy, source by source. */
export function* sourceValues<List extends keyof Source>(
  { spec: { rules = [] } }: Policy,
  lists: readonly List[],
): Iterable<SourceValue<List>> {
  for (const [i, { from = [] }] of rules.entries()) {
    for (const [j, { source }] of from.entries()) {
      for (const list of lists) {
        for (const [k, value] of (source?.[list] ?? []).entries())
          yield { list, field: `spec.rules[${i}].from[${j}].source.${list}[${k}]`, value };
      }
    }
  }
}
