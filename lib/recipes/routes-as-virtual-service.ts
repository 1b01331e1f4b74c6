import { Destination } from '../networking/destination';
import type { HttpMatch } from '../networking/http-match';
import type { HttpRoute } from '../networking/http-route';
import { segments } from './route-precedence';
import type { RouteMatch, RoutePath, RouteRule, RouteTarget, UrlPath } from './routes-props';

type Rule = RouteRule<'VirtualService'>;

/** A part of a rule that stands as a rule of its own, since its matches replace different texts. */
interface Part {
  readonly match?: HttpMatch[];
  /** What the match replaces, where the rule replaces a prefix. */
  readonly replacement?: string;
}

/** The matches for one prefix by segments: the path itself, and all that goes on after a `/`. */
function prefixMatches(prefix: UrlPath): { readonly exact: string }[] | { readonly prefix: string }[] | HttpMatch['uri'][] {
  const text = segments(prefix);
  return text === '/' ? [{ prefix: '/' }] : [{ exact: text }, { prefix: `${text}/` }];
}

function matchesOf({ path, method, headers, queryParams }: RouteMatch): HttpMatch[] {
  const others = { method: method === undefined ? undefined : { exact: method }, headers, queryParams };
  if (path === undefined) return [others];
  const uris = path.prefix === undefined ? [path as HttpMatch['uri']] : (prefixMatches(path.prefix) as HttpMatch['uri'][]);
  return uris.map((uri) => ({ uri, ...others }));
}

/** The replacement of what a match takes: the end of the path follows it, which after a prefix with `/` has none at its beginning. */
function replacementOf({ uri }: HttpMatch, prefix: UrlPath): string {
  return uri?.exact !== undefined || prefix === '/' ? prefix : `${prefix}/`;
}

function partsOf({ match }: Rule, path: RoutePath | undefined): Part[] {
  if (match === undefined) return [{}];
  const matches = match.flatMap(matchesOf);
  const prefix = path?.prefix;
  if (prefix === undefined) return [{ match: matches }];
  return matches.map((one) => ({ match: [one], replacement: replacementOf(one, prefix) }));
}

function destinationOf(target: RouteTarget<'VirtualService'>): Destination {
  return target.destination ?? Destination.service(target.service, target.port);
}

function redirectOf({ redirect }: Rule, { match, replacement }: Part): HttpRoute['redirect'] {
  if (redirect === undefined) return undefined;
  const { scheme, host, port, path, status = 302 } = redirect;
  const isExact = match?.[0]?.uri?.exact !== undefined;
  const replaced = isExact ? { uri: replacement } : { prefixRewrite: replacement };
  return {
    scheme,
    authority: host,
    ...(port === undefined ? { derivePort: scheme === undefined ? 'FROM_REQUEST_PORT' : 'FROM_PROTOCOL_DEFAULT' } : { port }),
    ...(path?.full === undefined ? path && replaced : { uri: path.full }),
    redirectCode: status,
  } as HttpRoute['redirect'];
}

function rewriteOf({ rewrite }: Rule, { replacement }: Part): HttpRoute['rewrite'] {
  if (rewrite === undefined) return undefined;
  const { host, path } = rewrite;
  const newPath = path?.full === undefined ? { uri: replacement } : { uriRegexRewrite: { match: '/.*', rewrite: path.full } };
  return { authority: host, ...(path && newPath) } as HttpRoute['rewrite'];
}

/** A rule as rules of a VirtualService: one, or where a prefix is replaced one for each match. */
export function asVirtualServiceRules(rule: Rule): HttpRoute[] {
  const { name, headers, to, mirrors, timeout, fault, retries } = rule;
  return partsOf(rule, rule.rewrite?.path ?? rule.redirect?.path).map(
    (part) =>
      ({
        name,
        match: part.match,
        headers,
        route: to?.map((target) => ({ destination: destinationOf(target), weight: target.weight })),
        redirect: redirectOf(rule, part),
        rewrite: rewriteOf(rule, part),
        mirrors: mirrors?.map(({ service, port, percentage }) => ({
          destination: Destination.service(service, port),
          percentage,
        })),
        timeout,
        fault,
        retries,
      }) as HttpRoute,
  );
}
