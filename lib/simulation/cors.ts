import type { HttpRuleSpec } from '../model/virtual-service';
import { milliseconds } from './faults';
import type { HttpRequest } from './http-request';
import { textMatcher } from './text-matcher';

type CorsSpec = NonNullable<HttpRuleSpec['corsPolicy']>;

/** What the proxy does for pages of other origins. */
export interface Cors {
  /** The headers of the answer that the proxy gives to a preflight itself; undefined where it passes the request on. */
  readonly preflight: (request: HttpRequest) => Readonly<Record<string, string>> | undefined;
  /** Headers that an answer of the upstream gets. */
  readonly answer: (request: HttpRequest) => Readonly<Record<string, string>>;
}

const joined = (list: readonly string[] | undefined) => (list ?? []).join(',');
const filled = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));

function originsOf({ allowOrigins, allowOrigin = [] }: CorsSpec): (origin: string) => boolean {
  const matchers = (allowOrigins ?? allowOrigin.map((exact) => ({ exact }))).map((match) => textMatcher(match));
  return (origin) => matchers.some((matches) => matches('*') || matches(origin));
}

type Asked = Pick<HttpRequest, 'method' | 'headers'>;

const originOf = ({ headers }: Asked) => headers.get('origin')?.[0] ?? '';

/** Whether a browser asks what a page of another origin may do. */
export const isPreflight = (request: Asked) =>
  request.method === 'OPTIONS' &&
  originOf(request) !== '' &&
  (request.headers.get('access-control-request-method')?.[0] ?? '') !== '';

export function corsOf(spec: CorsSpec | undefined): Cors | undefined {
  if (spec === undefined) return undefined;
  const isAllowed = originsOf(spec);
  const maxAge = milliseconds(spec.maxAge);
  const credentials = spec.allowCredentials === true ? 'true' : '';
  return {
    preflight: (request) => {
      if (!isPreflight(request)) return undefined;
      const origin = originOf(request);
      if (!isAllowed(origin)) return spec.unmatchedPreflights === 'IGNORE' ? {} : undefined;
      return filled({
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': credentials,
        'access-control-allow-methods': joined(spec.allowMethods),
        'access-control-allow-headers': joined(spec.allowHeaders),
        'access-control-max-age': maxAge === undefined ? '' : String(Math.trunc(maxAge / 1000)),
      });
    },
    answer: (request) => {
      const origin = originOf(request);
      if (origin === '' || !isAllowed(origin)) return {};
      return filled({
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': credentials,
        'access-control-expose-headers': joined(spec.exposeHeaders),
      });
    },
  };
}
