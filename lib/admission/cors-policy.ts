import type { VirtualServiceSpecHttpCorsPolicy } from '../../imports/networking.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { secondsProblems } from './duration';
import { corsHeaderProblems } from './header-names';
import { fullMatchProblems } from './string-match';

/** The methods that CORS can allow. */
export const CORS_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', '*'] as const;

function methodProblems(field: string, method: string): Problem[] {
  if (CORS_METHODS.some((known) => known === method)) return [];
  return [{ field, problem: 'is no method that CORS can allow', got: method, fix: `use one of ${CORS_METHODS.join(', ')}` }];
}

/** What Istio refuses in a CORS policy. */
export function corsProblems(field: string, cors: Wire<VirtualServiceSpecHttpCorsPolicy> = {}): Problem[] {
  const { maxAge, allowOrigins = [], allowMethods = [], allowHeaders = [], exposeHeaders = [] } = cors;
  return [
    ...allowOrigins.flatMap((origin, i) => fullMatchProblems(`${field}.allowOrigins[${i}]`, origin)),
    ...allowMethods.flatMap((method, i) => methodProblems(`${field}.allowMethods[${i}]`, method)),
    ...allowHeaders.flatMap((name, i) => corsHeaderProblems(`${field}.allowHeaders[${i}]`, name)),
    ...exposeHeaders.flatMap((name, i) => corsHeaderProblems(`${field}.exposeHeaders[${i}]`, name)),
    ...secondsProblems(`${field}.maxAge`, maxAge),
  ];
}
