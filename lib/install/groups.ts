import type { Manifest } from '../core/manifest';
import type { IstiodValues, ResourceScope } from './values';

/** Objects that depend on values alone, and on which side of `global.resourceScope` they are. */
export interface Group {
  readonly scope: Exclude<ResourceScope, 'all'>;
  readonly render: (values: IstiodValues) => Manifest | readonly Manifest[] | undefined;
}

/** What the groups emit for these values, in their order. */
export function emitted(groups: readonly Group[], values: IstiodValues): Manifest[] {
  const wanted = values.global.resourceScope;
  return groups.filter(({ scope }) => wanted === 'all' || wanted === scope).flatMap(({ render }) => render(values) ?? []);
}
