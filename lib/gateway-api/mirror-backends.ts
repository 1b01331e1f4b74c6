import type { ForwardingFilter, HeaderFilter, MirrorFilter, RedirectingFilters } from './http-filter';
import type { PlacedBackend } from './route';

type Filters = readonly (ForwardingFilter | HeaderFilter | MirrorFilter)[] | RedirectingFilters;

/** The backends to which filters send copies of requests. */
export function mirrorBackends(field: string, filters: Filters = []): PlacedBackend[] {
  return filters.flatMap((filter, i) =>
    filter.type === 'RequestMirror'
      ? [{ field: `${field}[${i}].requestMirror.backendRef`, backend: filter.requestMirror.backendRef }]
      : [],
  );
}
