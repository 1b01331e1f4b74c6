import { portProblems } from '../core/format';
import type { AtMostOneOf, OneOf } from '../core/one-of';
import type { Problem } from '../core/problem';

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
export function redirectProblems(field: string, redirect: HttpRedirect | undefined): Problem[] {
  if (redirect === undefined) return [];
  const { redirectCode, port, ...places } = redirect;
  const problems = portProblems(`${field}.port`, port);
  if (redirectCode !== undefined && !REDIRECT_CODES.includes(redirectCode)) {
    const fix = `use one of ${REDIRECT_CODES.join(', ')}`;
    problems.push({ field: `${field}.redirectCode`, problem: 'is no redirect that Envoy knows', got: redirectCode, fix });
  }
  if (port === undefined && Object.values(places).every((place) => place === undefined)) {
    problems.push({
      field,
      problem: 'changes nothing',
      got: redirect,
      fix: 'give uri, prefixRewrite, authority, scheme or port',
    });
  }
  return problems;
}

/** Problems of a direct response. */
export function directResponseProblems(field: string, response: HttpDirectResponse | undefined): Problem[] {
  if (response === undefined) return [];
  const { status } = response;
  if (Number.isInteger(status) && status >= 200 && status <= 599) return [];
  return [
    { field: `${field}.status`, problem: 'must be an HTTP status between 200 and 599', got: status, fix: 'use for example 404' },
  ];
}
