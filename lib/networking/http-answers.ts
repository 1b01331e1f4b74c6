import { portProblems } from '../core/format';
import type { AtMostOneOf, OneOf } from '../core/one-of';
import type { Problem } from '../core/problem';
import type { HttpMatch } from './http-match';

/** The statuses of redirects that Envoy knows; Istio accepts any 3xx, and Envoy then rejects the whole table of routes. */
export type RedirectCode = 301 | 302 | 303 | 307 | 308;

const REDIRECT_CODES: readonly number[] = [301, 302, 303, 307, 308] satisfies RedirectCode[];

/** Sends the client elsewhere. At least one of the places is given. */
export type HttpRedirect = {
  /** The new host. @default as it came */
  readonly authority?: string;
  /** @default as it came */
  readonly scheme?: 'http' | 'https';
  /** Status of the answer. @default 301 */
  readonly redirectCode?: RedirectCode;
} & AtMostOneOf<{
  /** The new path, in place of the old one. */
  uri: string;
  /** The new beginning of the path, in place of the prefix that the match names. */
  prefixRewrite: string;
}> &
  AtMostOneOf<{
    /** The new port. */
    port: number;
    /** The port that belongs to the scheme, or the one that the request came on. */
    derivePort: 'FROM_PROTOCOL_DEFAULT' | 'FROM_REQUEST_PORT';
  }>;

/** Answers in place of a service. */
export interface HttpDirectResponse {
  /** HTTP status, 200 to 599. */
  readonly status: number;
  /** Body of the answer, at most 1 MiB. @default empty */
  readonly body?: OneOf<{
    /** As text. */
    string: string;
    /** In base64. */
    bytes: string;
  }>;
}

/** Problems of a redirect. */
export function redirectProblems(
  field: string,
  redirect: HttpRedirect | undefined,
  matches: readonly HttpMatch[] = [],
): Problem[] {
  if (redirect === undefined) return [];
  const { redirectCode, port, ...places } = redirect;
  const { prefixRewrite = '' } = redirect;
  const problems = portProblems(`${field}.port`, port);
  if (prefixRewrite !== '' && matches.some(({ uri }) => uri !== undefined && uri.prefix === undefined)) {
    const fix = 'match the path by prefix, or use uri';
    problems.push({
      field: `${field}.prefixRewrite`,
      problem: 'is for paths that are matched by prefix',
      got: prefixRewrite,
      fix,
    });
  }
  if (redirectCode !== undefined && !REDIRECT_CODES.includes(redirectCode)) {
    const fix = `use one of ${REDIRECT_CODES.join(', ')}`;
    problems.push({ field: `${field}.redirectCode`, problem: 'is no redirect that Envoy knows', got: redirectCode, fix });
  }
  if (port === undefined && Object.values(places).every((place) => place === undefined || place === '')) {
    problems.push({
      field,
      problem: 'changes nothing',
      got: redirect,
      fix: 'give uri, prefixRewrite, authority, scheme or port',
    });
  }
  return problems;
}

const LARGEST_BODY = 2 ** 20;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function bodyProblems(field: string, { string, bytes }: NonNullable<HttpDirectResponse['body']>): Problem[] {
  if (bytes !== undefined && !BASE64.test(bytes)) {
    return [{ field: `${field}.bytes`, problem: 'is not base64', got: bytes, fix: "use Buffer.from(body).toString('base64')" }];
  }
  const size = bytes === undefined ? Buffer.byteLength(string) : Buffer.byteLength(bytes, 'base64');
  if (size <= LARGEST_BODY) return [];
  return [{ field, problem: `must have at most ${LARGEST_BODY} bytes`, got: size, fix: 'answer from a service' }];
}

/** Problems of a direct response. */
export function directResponseProblems(field: string, response: HttpDirectResponse | undefined): Problem[] {
  if (response === undefined) return [];
  const { status, body } = response;
  const problems = body === undefined ? [] : bodyProblems(`${field}.body`, body);
  if (Number.isInteger(status) && status >= 200 && status <= 599) return problems;
  const fix = 'use for example 404';
  return [...problems, { field: `${field}.status`, problem: 'must be an HTTP status between 200 and 599', got: status, fix }];
}
