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

/** Problems of a rule that changes the host of a request in more than one place. */
export function authorityProblems(field: string, rewritten: string | undefined, headers: Headers | undefined): Problem[] {
  const places = (['set', 'add'] as const).flatMap((name) =>
    Object.entries(headers?.request?.[name] ?? {})
      .filter(([header]) => isAuthority(header))
      // Istio goes through a map in an order of its own each time, so that an empty value can come first or not.
      .sort(([, a], [, b]) => Number(a === '') - Number(b === ''))
      .map(([header, value]) => ({ place: `${field}.headers.request.${name}.${header}`, value })),
  );
  const all = [{ place: `${field}.rewrite.authority`, value: rewritten ?? '' }, ...places];
  return all.flatMap(({ place, value }, i) => {
    const earlier = all.slice(0, i).find((other) => other.value !== '');
    if (earlier === undefined) return [];
    return [{ field: place, problem: `changes the host, as ${earlier.place} does`, got: value, fix: 'keep one of the two' }];
  });
}
