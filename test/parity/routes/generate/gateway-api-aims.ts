import type { KubeObject } from '../../compare';
import { namespaceOf } from '../pods';
import type { HttpMatch } from './http-route';
import type { TextCondition } from './pools';
import type { Aim, GatewaySpec } from './requests';

/** What requests are aimed at where routes are those of the Gateway API. */

interface Named {
  readonly name: string;
  readonly type?: string;
  readonly value: string;
}

interface RouteMatch {
  readonly path?: { readonly type: string; readonly value: string };
  readonly headers?: readonly Named[];
  readonly queryParams?: readonly Named[];
  readonly method?: string | { readonly service?: string; readonly method?: string };
}

interface RouteSpec {
  readonly parentRefs: readonly { readonly kind?: string; readonly name: string; readonly namespace?: string }[];
  readonly hostnames?: readonly string[];
  readonly rules: readonly { readonly matches?: readonly RouteMatch[] }[];
}

export const isGatewayApi = ({ apiVersion }: KubeObject) => apiVersion.startsWith('gateway.networking.k8s.io/');

export const gatewayKey = (object: KubeObject) => `${namespaceOf(object)}/${object.metadata.name} of the Gateway API`;

/** The listeners as servers, and the labels of the pods that istiod makes for them. */
export function serversOf(object: KubeObject): GatewaySpec {
  const { listeners } = object['spec'] as {
    readonly listeners: readonly { readonly port: number; readonly hostname?: string }[];
  };
  return {
    selector: { 'gateway.networking.k8s.io/gateway-name': object.metadata.name },
    servers: listeners.map(({ port, hostname = '*' }) => ({ port: { number: port }, hosts: [hostname] })),
  };
}

function condition({ type, value }: { readonly type?: string; readonly value: string }): TextCondition {
  if (type === 'RegularExpression') return { regex: value };
  return type === 'PathPrefix' ? { prefix: value } : { exact: value };
}

const conditions = (all: readonly Named[] = []) => Object.fromEntries(all.map((one) => [one.name, condition(one)]));

function matchOf({ path, headers, queryParams, method }: RouteMatch): HttpMatch {
  const common = { headers: conditions(headers), queryParams: conditions(queryParams) };
  if (typeof method === 'object') {
    const { service = 'shop.Cart', method: name = 'Add' } = method;
    const uri = { exact: `/${service.replaceAll('\\..*', '.Cart')}/${name.replace('.*', 'dd')}` };
    return { ...common, uri, method: { exact: 'POST' } };
  }
  return {
    ...common,
    ...(path !== undefined && { uri: condition(path) }),
    ...(method !== undefined && { method: { exact: method } }),
  };
}

/** The rules of a route; none of any other object. */
export function routeAims(object: KubeObject): Aim[] {
  if (object.kind !== 'HTTPRoute' && object.kind !== 'GRPCRoute') return [];
  const { parentRefs, hostnames, rules } = object['spec'] as unknown as RouteSpec;
  const [parent] = parentRefs;
  if (parent === undefined) return [];
  const isMesh = parent.kind === 'Service';
  const home = parent.namespace ?? namespaceOf(object);
  return rules.flatMap(({ matches = [{}] }, r) =>
    matches.map((match) => ({
      about: `${object.kind} ${namespaceOf(object)}/${object.metadata.name} rules[${r}]`,
      hosts: isMesh ? [`${parent.name}.${home}.svc.cluster.local`] : (hostnames ?? ['*']),
      gateways: isMesh ? [] : [`${home}/${parent.name} of the Gateway API`],
      isMesh,
      isOuter: !isMesh,
      match: matchOf(match),
      rule: {},
    })),
  );
}
