import { isAuthority } from '../admission/header-names';
import { headerValueProblems } from '../admission/header-value';
import type { Problem } from '../core/problem';

/** Changes of the headers of a message, done in this order: remove, set, add. */
export interface HeaderOperations {
  /** Headers that are replaced, or added where absent. Values may hold Envoy's `%...%` variables; a `%` itself is `%%`. */
  readonly set?: Readonly<Record<string, string>>;
  /** Headers that are added to what is there. */
  readonly add?: Readonly<Record<string, string>>;
  /** Names of headers that are taken away. */
  readonly remove?: readonly string[];
}

/** Changes of the headers of a request and of its response. */
export interface Headers {
  /** @default the request goes on as it came */
  readonly request?: HeaderOperations;
  /** @default the response goes back as it came */
  readonly response?: HeaderOperations;
}

function nameProblems(field: string, name: string, mayBeAuthority: boolean): Problem[] {
  if (name === '') return [{ field, problem: 'has a header without a name', got: name, fix: 'name the header' }];
  if (mayBeAuthority && isAuthority(name)) return [];
  if (!name.startsWith(':') && !isAuthority(name)) return [];
  const fix = 'change the host by rewrite.authority, and leave headers with a : as they are';
  return [{ field, problem: 'has a header that cannot be changed here', got: name, fix }];
}

function operationProblems(field: string, { set = {}, add = {}, remove = [] }: HeaderOperations, onRequest: boolean): Problem[] {
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

/** Problems of changes of headers. */
export function headersProblems(field: string, headers: Headers | undefined): Problem[] {
  if (headers === undefined) return [];
  return [
    ...(headers.request === undefined ? [] : operationProblems(`${field}.request`, headers.request, true)),
    ...(headers.response === undefined ? [] : operationProblems(`${field}.response`, headers.response, false)),
  ];
}

/** Problems of a rule that changes the host of a request in more than one place. */
export function authorityProblems(field: string, rewritten: string | undefined, headers: Headers | undefined): Problem[] {
  const request = headers?.request;
  if (request === undefined) return [];
  const places = (['set', 'add'] as const).flatMap((name) =>
    Object.entries(request[name] ?? {})
      .filter(([header]) => isAuthority(header))
      .map(([header, value]) => ({ place: `${field}.headers.request.${name}.${header}`, value })),
  );
  const all = [{ place: `${field}.rewrite.authority`, value: rewritten ?? '' }, ...places];
  return all.flatMap(({ place, value }, i) => {
    const earlier = all.slice(0, i).find((other) => other.value !== '');
    if (earlier === undefined) return [];
    return [{ field: place, problem: `changes the host, as ${earlier.place} does`, got: value, fix: 'keep one of the two' }];
  });
}
