import type { Specs } from '../specs';
import type { HttpRuleSpec } from '../virtual-service';

type HttpSpec = Specs['gateway.networking.k8s.io/HTTPRoute'];
type HttpRuleOfRoute = NonNullable<HttpSpec['rules']>[number];
export type HttpFilter = NonNullable<HttpRuleOfRoute['filters']>[number];
type Modifier = NonNullable<HttpFilter['requestHeaderModifier']>;
type Redirect = NonNullable<HttpFilter['requestRedirect']>;
type Rewrite = NonNullable<HttpFilter['urlRewrite']>;
type Cors = NonNullable<HttpFilter['cors']>;
type Operations = NonNullable<NonNullable<HttpRuleSpec['headers']>['request']>;

/** Status of a redirect that says none. */
const FOUND = 302;
/** For how long an answer to a preflight counts that does not say it, in seconds. */
const DEFAULT_MAX_AGE = 5;

/** Headers by their names in small letters: the first of each name counts. */
function byName(headers: Modifier['set'] = []): Readonly<Record<string, string>> {
  const named: Record<string, string> = {};
  for (const { name, value } of headers) named[name.toLowerCase()] ??= value;
  return named;
}

export function operationsOf({ set, add, remove }: Modifier): Operations {
  return { set: byName(set), add: byName(add), ...(remove === undefined ? {} : { remove }) };
}

export function redirectOf({
  statusCode = FOUND,
  hostname,
  scheme,
  port,
  path,
}: Redirect): NonNullable<HttpRuleSpec['redirect']> {
  return {
    redirectCode: statusCode,
    ...(hostname === undefined ? {} : { authority: hostname }),
    ...(scheme === undefined ? {} : { scheme }),
    ...(port === undefined ? { derivePort: scheme === undefined ? 'FROM_REQUEST_PORT' : 'FROM_PROTOCOL_DEFAULT' } : { port }),
    ...(path?.type === 'ReplaceFullPath' ? { uri: path.replaceFullPath ?? '' } : {}),
    ...(path?.type === 'ReplacePrefixMatch' ? { prefixRewrite: path.replacePrefixMatch ?? '' } : {}),
  };
}

/** @returns undefined where nothing changes */
export function rewriteOf({ hostname = '', path }: Rewrite): HttpRuleSpec['rewrite'] {
  const prefix = path?.type === 'ReplacePrefixMatch' ? (path.replacePrefixMatch ?? '').replace(/\/$/, '') || '/' : undefined;
  const whole = path?.type === 'ReplaceFullPath' ? (path.replaceFullPath ?? '') : undefined;
  if (prefix === undefined && whole === undefined && hostname === '') return undefined;
  return {
    ...(prefix === undefined ? {} : { uri: prefix }),
    ...(whole === undefined ? {} : { uriRegexRewrite: { match: '/.*', rewrite: whole } }),
    ...(hostname === '' ? {} : { authority: hostname }),
  };
}

const ANY_ORIGIN = '[a-zA-Z][a-zA-Z0-9+.-]*://[^/\\s?#]+';

function originOf(origin: string) {
  if (origin === '*') return { regex: ANY_ORIGIN };
  const star = origin.indexOf('*');
  if (star < 0) return { exact: origin };
  if (star === origin.length - 1) return { prefix: origin.slice(0, -1) };
  return { regex: origin.replace(/[\\^$.+?()[\]{}|]/g, '\\$&').replaceAll('*', '.*') };
}

export function corsOf({ allowOrigins = [], maxAge = DEFAULT_MAX_AGE, ...said }: Cors): NonNullable<HttpRuleSpec['corsPolicy']> {
  const { allowMethods, allowHeaders, exposeHeaders, allowCredentials } = said;
  return {
    allowOrigins: allowOrigins.filter((origin) => origin !== '').map(originOf),
    ...(allowMethods === undefined ? {} : { allowMethods }),
    ...(allowHeaders === undefined ? {} : { allowHeaders }),
    ...(exposeHeaders === undefined ? {} : { exposeHeaders }),
    ...(allowCredentials === true ? { allowCredentials } : {}),
    ...(maxAge > 0 ? { maxAge: `${maxAge}s` } : {}),
    unmatchedPreflights: 'IGNORE',
  };
}
