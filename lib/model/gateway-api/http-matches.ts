import type { Specs } from '../specs';
import type { HttpMatch, TextMatch } from '../virtual-service';
import { UnusableRoute } from './backends';

type Rule<Kind extends 'HTTPRoute' | 'GRPCRoute'> = NonNullable<Specs[`gateway.networking.k8s.io/${Kind}`]['rules']>[number];
export type HttpRouteMatch = NonNullable<Rule<'HTTPRoute'>['matches']>[number];
export type GrpcRouteMatch = NonNullable<Rule<'GRPCRoute'>['matches']>[number];

interface NamedMatch {
  readonly name: string;
  readonly type?: string;
  readonly value: string;
}

/** Conditions by name: of several with one name the last. */
function byName(matches: readonly NamedMatch[] | undefined): Readonly<Record<string, TextMatch>> | undefined {
  if (matches === undefined || matches.length === 0) return undefined;
  const conditionOf = ({ type, value }: NamedMatch): TextMatch =>
    type === 'RegularExpression' ? { regex: value } : { exact: value };
  return Object.fromEntries(matches.map((match) => [match.name, conditionOf(match)]));
}

function pathOf({ type = 'PathPrefix', value = '/' }: NonNullable<HttpRouteMatch['path']> = {}): TextMatch {
  if (type === 'Exact') return { exact: value };
  if (type === 'RegularExpression') return { regex: value };
  return { prefix: value === '/' ? value : value.replace(/\/$/, '') };
}

/** Conditions without those that ask nothing. */
function conditions(all: { readonly [Name in keyof HttpMatch]: HttpMatch[Name] | undefined }): HttpMatch {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

export function httpMatch({ path, headers, queryParams, method }: HttpRouteMatch): HttpMatch {
  return conditions({
    uri: pathOf(path),
    headers: byName(headers),
    queryParams: byName(queryParams),
    method: method === undefined ? undefined : { exact: method },
  });
}

/** Calls of gRPC are requests for `/<service>/<method>`. */
function callOf({ type, service, method }: NonNullable<GrpcRouteMatch['method']>): TextMatch {
  if (service === undefined && method === undefined) throw new UnusableRoute('a match of gRPC names neither service nor method');
  if (service === undefined) return { regex: `/[^/]+/${method}` };
  if (type === 'RegularExpression') return { regex: `/${service}/${method ?? '.+'}` };
  return method === undefined ? { prefix: `/${service}/` } : { exact: `/${service}/${method}` };
}

export function grpcMatch({ method, headers }: GrpcRouteMatch): HttpMatch {
  return conditions({ uri: method === undefined ? undefined : callOf(method), headers: byName(headers) });
}
