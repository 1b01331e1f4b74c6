import {
  Backend,
  type HeaderModifier,
  type HTTPRouteMatch,
  type HTTPRouteRule,
  type PathModifier,
  type ValueMatch,
} from '../gateway-api';
import type { HeaderOperations } from '../networking/header-operations';
import type { RouteMatch, RoutePath, RouteRule, RouteService, RouteValueMatch } from './routes-props';

/** Parts of a percentage that is not whole. */
const MILLION = 1_000_000;

function valuesOf(values: Readonly<Record<string, RouteValueMatch>> | undefined): ValueMatch[] | undefined {
  if (values === undefined) return undefined;
  return Object.entries(values).map(([name, { exact, regex }]) =>
    regex === undefined ? { name, value: exact } : { name, type: 'RegularExpression', value: regex },
  );
}

function pathOf(path: RouteMatch['path']): HTTPRouteMatch['path'] {
  if (path === undefined) return undefined;
  if (path.exact !== undefined) return { type: 'Exact', value: path.exact };
  return path.prefix === undefined
    ? { type: 'RegularExpression', value: path.regex }
    : { type: 'PathPrefix', value: path.prefix };
}

function matchOf({ path, method, headers, queryParams }: RouteMatch): HTTPRouteMatch {
  return { path: pathOf(path), method, headers: valuesOf(headers), queryParams: valuesOf(queryParams) };
}

function modifierOf({ set, add, remove }: HeaderOperations): HeaderModifier {
  const listed = (headers: Readonly<Record<string, string>> | undefined) =>
    headers && Object.entries(headers).map(([name, value]) => ({ name, value }));
  return { set: listed(set), add: listed(add), remove };
}

function modifiedPath(path: RoutePath | undefined): PathModifier | undefined {
  if (path === undefined) return undefined;
  return path.full === undefined
    ? { type: 'ReplacePrefixMatch', replacePrefixMatch: path.prefix }
    : { type: 'ReplaceFullPath', replaceFullPath: path.full };
}

const backendOf = ({ service, port }: RouteService) => Backend.service(service, port);

function shareOf(percentage: number | undefined): object {
  if (percentage === undefined) return {};
  if (Number.isInteger(percentage)) return { percent: percentage };
  return { fraction: { numerator: Math.round((percentage / 100) * MILLION), denominator: MILLION } };
}

function filtersOf({ headers, rewrite, mirrors = [], redirect }: RouteRule<'HTTPRoute'>): object[] {
  const { request, response } = headers ?? {};
  return [
    ...(request ? [{ type: 'RequestHeaderModifier', requestHeaderModifier: modifierOf(request) }] : []),
    ...(response ? [{ type: 'ResponseHeaderModifier', responseHeaderModifier: modifierOf(response) }] : []),
    ...(rewrite ? [{ type: 'URLRewrite', urlRewrite: { hostname: rewrite.host, path: modifiedPath(rewrite.path) } }] : []),
    ...mirrors.map((mirror) => ({
      type: 'RequestMirror',
      requestMirror: { backendRef: backendOf(mirror), ...shareOf(mirror.percentage) },
    })),
    ...(redirect
      ? [
          {
            type: 'RequestRedirect',
            requestRedirect: {
              scheme: redirect.scheme,
              hostname: redirect.host,
              port: redirect.port,
              path: modifiedPath(redirect.path),
              statusCode: redirect.status ?? 302,
            },
          },
        ]
      : []),
  ];
}

/** A rule as a rule of an HTTPRoute. */
export function asHttpRouteRule(rule: RouteRule<'HTTPRoute'>): HTTPRouteRule {
  const filters = filtersOf(rule);
  return {
    name: rule.name,
    matches: rule.match?.map(matchOf),
    filters: filters.length === 0 ? undefined : (filters as unknown as HTTPRouteRule['filters']),
    backendRefs: rule.to?.map((target) => ({ backend: backendOf(target), weight: target.weight })),
    timeouts: rule.timeout && { request: rule.timeout },
  } as HTTPRouteRule;
}
