import type { VirtualServiceSpecHttpHeaders, VirtualServiceSpecHttpHeadersRequest } from '../../imports/networking.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { isAuthority } from './header-names';
import { headerValueProblems } from './header-value';

type Headers = Wire<VirtualServiceSpecHttpHeaders>;
type Operations = Wire<VirtualServiceSpecHttpHeadersRequest>;

function nameProblems(field: string, name: string, mayBeAuthority: boolean): Problem[] {
  if (name === '') return [{ field, problem: 'has a header without a name', got: name, fix: 'name the header' }];
  if (mayBeAuthority && isAuthority(name)) return [];
  if (!name.startsWith(':') && !isAuthority(name)) return [];
  const fix = 'change the host by rewrite.authority, and leave headers with a : as they are';
  return [{ field, problem: 'has a header that cannot be changed here', got: name, fix }];
}

function operationProblems(field: string, { set = {}, add = {}, remove = [] }: Operations, onRequest: boolean): Problem[] {
  const written = (name: string, headers: Readonly<Record<string, string>>) =>
    Object.entries(headers).flatMap(([header, value]) => [
      ...nameProblems(`${field}.${name}`, header, onRequest),
      ...headerValueProblems(`${field}.${name}.${header}`, value),
    ]);
  return [
    ...written('set', set),
    ...written('add', add),
    ...remove.flatMap((header, i) => nameProblems(`${field}.remove[${i}]`, header, false)),
  ];
}

/** What Istio refuses in changes of headers. */
export function headersProblems(field: string, { request = {}, response = {} }: Headers = {}): Problem[] {
  return [...operationProblems(`${field}.request`, request, true), ...operationProblems(`${field}.response`, response, false)];
}

/** A place that changes the host of a request. */
interface HostChange {
  readonly place: string;
  readonly map: 'rewrite' | 'set' | 'add';
  readonly value: string;
}

/**
 * Problems of a rule that changes the host of a request in more than one place. Istio reads `set` and `add` in any order, and finds a
 * second place only behind one that is not empty; so what it refuses by chance is refused here.
 */
export function authorityProblems(field: string, rewritten: string | undefined, headers: Headers | undefined): Problem[] {
  const changes: HostChange[] = [
    { place: `${field}.rewrite.authority`, map: 'rewrite', value: rewritten ?? '' },
    ...(['set', 'add'] as const).flatMap((map) =>
      Object.entries(headers?.request?.[map] ?? {})
        .filter(([header]) => isAuthority(header))
        .map(([header, value]) => ({ place: `${field}.headers.request.${map}.${header}`, map, value })),
    ),
  ];
  return changes.flatMap(({ place, map, value }, i) => {
    const other = changes.slice(0, i).find((earlier) => earlier.value !== '' || (earlier.map === map && value !== ''));
    if (other === undefined) return [];
    return [{ field: place, problem: `changes the host, as ${other.place} does`, got: value, fix: 'keep one of the two' }];
  });
}
