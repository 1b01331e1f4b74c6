import type { Problem } from '../../core/problem';
import { regularExpressionProblems } from '../../core/regular-expression';

interface ValueMatch {
  readonly name: string;
  readonly type?: string;
  readonly value: string;
}

/** A condition on a request, as it stands in YAML. */
export interface HttpMatchSpec {
  readonly path?: { readonly type?: string; readonly value?: string };
  readonly headers?: readonly ValueMatch[];
  readonly queryParams?: readonly ValueMatch[];
}

const EXPRESSION = 'RegularExpression';
/** What a path must not hold: it could not be the path of a request after normalization. */
const UNNORMALIZED = ['//', '/./', '/../', '%2f', '%2F', '#'];
const UNNORMALIZED_END = ['/..', '/.'];
const PATH = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$/;

function pathProblems(field: string, path: HttpMatchSpec['path']): Problem[] {
  const { type = 'PathPrefix', value = '/' } = path ?? {};
  if (type === EXPRESSION) return [];
  if (!value.startsWith('/')) return [{ field, problem: 'must begin with /', got: value, fix: `write /${value}` }];
  const part = UNNORMALIZED.find((text) => value.includes(text)) ?? UNNORMALIZED_END.find((text) => value.endsWith(text));
  if (part !== undefined) {
    return [{ field, problem: `has ${part}, which no path has that is compared`, got: value, fix: 'write the path without it' }];
  }
  if (PATH.test(value)) return [];
  return [
    { field, problem: 'is not a path', got: value, fix: 'write characters of a URL, others as % and two hexadecimal digits' },
  ];
}

/** Problems of a condition on a request. */
export function httpMatchProblems(field: string, match: HttpMatchSpec): Problem[] {
  return pathProblems(`${field}.path.value`, match.path);
}

/** Problems of expressions for headers or query parameters, which the cluster takes and Envoy does not. */
export function valueExpressionProblems(field: string, matches: readonly ValueMatch[] | undefined): Problem[] {
  return (matches ?? []).flatMap(({ type, value }, i) =>
    type === EXPRESSION ? regularExpressionProblems(`${field}[${i}].value`, value) : [],
  );
}

/** Problems of the expressions of a condition, which the cluster takes and Envoy does not. */
export function httpExpressionProblems(field: string, { path, headers, queryParams }: HttpMatchSpec): Problem[] {
  return [
    ...(path?.type === EXPRESSION ? regularExpressionProblems(`${field}.path.value`, path.value ?? '/') : []),
    ...valueExpressionProblems(`${field}.headers`, headers),
    ...valueExpressionProblems(`${field}.queryParams`, queryParams),
  ];
}
