import type { VirtualServiceSpecHttpMatch, VirtualServiceSpecHttpRedirect } from '../../imports/networking.istio.io';
import { choiceProblems } from '../core/choice';
import { portProblems } from '../core/format';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';

type Redirect = Wire<VirtualServiceSpecHttpRedirect>;
type Matches = readonly Wire<VirtualServiceSpecHttpMatch>[];

/** The statuses of redirects that Envoy knows; Istio takes any 3xx, and Envoy then refuses the whole table of routes. */
export const REDIRECT_CODES = [301, 302, 303, 307, 308] as const;

function pathProblems(field: string, { uri = '', prefixRewrite = '' }: Redirect, matches: Matches): Problem[] {
  const place = `${field}.prefixRewrite`;
  if (prefixRewrite === '') return [];
  if (uri !== '') {
    return [{ field: place, problem: 'stands beside uri', got: prefixRewrite, fix: 'keep one of the two' }];
  }
  if (matches.every((match) => match.uri === undefined || match.uri.prefix !== undefined)) return [];
  const problem = 'is for paths that are matched by prefix';
  return [{ field: place, problem, got: prefixRewrite, fix: 'match the path by prefix, or use uri' }];
}

function codeProblems(field: string, code: number): Problem[] {
  const fix = `use one of ${REDIRECT_CODES.join(', ')}`;
  return [{ field, problem: 'is no redirect that Envoy knows', got: code, fix }];
}

const isRedirect = (code: number) => code >= 300 && code <= 399;

/** What Istio refuses in a redirect. */
export function redirectProblems(field: string, redirect: Redirect | undefined, matches: Matches = []): Problem[] {
  if (redirect === undefined) return [];
  const { uri = '', prefixRewrite = '', authority = '', scheme = '', port, derivePort, redirectCode = 0 } = redirect;
  const problems = [
    ...pathProblems(field, redirect, matches),
    ...choiceProblems(`${field}.scheme`, scheme, ['http', 'https']),
    ...(port === 0 ? [] : portProblems(`${field}.port`, port)),
    ...(redirectCode === 0 || isRedirect(redirectCode) ? [] : codeProblems(`${field}.redirectCode`, redirectCode)),
  ];
  if (`${uri}${prefixRewrite}${authority}${scheme}` === '' && port === undefined && derivePort === undefined) {
    const fix = 'give uri, prefixRewrite, authority, scheme or port';
    problems.push({ field, problem: 'changes nothing', got: redirect, fix });
  }
  return problems;
}

/** What only Envoy refuses in it. */
export function redirectNackProblems(field: string, { redirectCode: code = 0 }: Redirect = {}): Problem[] {
  if (!isRedirect(code) || REDIRECT_CODES.some((known) => known === code)) return [];
  return codeProblems(`${field}.redirectCode`, code);
}
