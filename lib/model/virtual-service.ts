import { isIpAddress } from '../admission/addresses';
import { fullHost } from './hosts';
import type { MeshObject } from './mesh-object';
import type { Specs } from './specs';
import type { ExportTo } from './visibility';

type Spec = Specs['networking.istio.io/VirtualService'];
type Item<List> = NonNullable<List> extends readonly (infer One)[] ? One : never;

/** One rule for requests, as it stands in a VirtualService. */
export type HttpRuleSpec = Item<Spec['http']>;
/** One set of conditions of a rule for requests. */
export type HttpMatch = Item<HttpRuleSpec['match']>;
export type TlsRuleSpec = Item<Spec['tls']>;
export type TlsMatch = Item<TlsRuleSpec['match']>;
export type TcpRuleSpec = Item<Spec['tcp']>;
export type TcpMatch = Item<TcpRuleSpec['match']>;
export type RouteDestination = Item<HttpRuleSpec['route']>;
/** Where a rule sends to. */
export type Destination = RouteDestination['destination'] & {
  /** Why it is nowhere, where its host is empty. */
  readonly nowhere?: string;
};
/** A condition on a text. */
export type TextMatch = NonNullable<HttpMatch['uri']>;

/** A field of an object that decides something. */
export interface Place {
  readonly object: MeshObject;
  /** Path within the spec: `http[0].match[1]`. */
  readonly field: string;
}

/** A set of conditions, with where it stands: in two places, where it joins those of a rule and of its delegate. */
export interface PlacedMatch<Match> {
  readonly match: Match;
  readonly places: readonly Place[];
}

/** A rule, with the full names of hosts and Gateways in it. */
export interface PlacedRule<Spec, Match> {
  readonly spec: Spec;
  /** Conditions, of which one has to hold; none holds always. */
  readonly matches: readonly PlacedMatch<Match>[];
  readonly places: readonly Place[];
}

export type HttpRule = PlacedRule<HttpRuleSpec, HttpMatch>;
export type TlsRule = PlacedRule<TlsRuleSpec, TlsMatch>;
export type TcpRule = PlacedRule<TcpRuleSpec, TcpMatch>;

/** The name of the gateway that all sidecars are. */
export const MESH_GATEWAY = 'mesh';

/** What routes the requests for some hosts: a VirtualService with its delegates, or what a route of the Gateway API comes down to. */
export interface VirtualService {
  readonly object: MeshObject;
  /** Name that istiod has for it, the only one in its namespace. */
  readonly name: string;
  readonly namespace: string;
  /** Full names. */
  readonly hosts: readonly string[];
  /** `mesh`, and `<namespace>/<name>` of Gateways; at least one. */
  readonly gateways: readonly string[];
  readonly exportTo: ExportTo;
  readonly http: readonly HttpRule[];
  readonly tls: readonly TlsRule[];
  readonly tcp: readonly TcpRule[];
  /** Whether prefixes end at a `/` and what is missing answers 500, as the Gateway API wants. */
  readonly hasGatewaySemantics: boolean;
}

/** The Gateway that a name in a VirtualService means, `<namespace>/<name>`. */
export function gatewayName(name: string, namespace: string): string {
  if (name === MESH_GATEWAY) return name;
  if (name.startsWith('./')) return `${namespace}/${name.slice(2)}`;
  if (name.includes('/')) return name;
  const [first = '', second] = name.split('.');
  return second === undefined ? `${namespace}/${name}` : `${second}/${first}`;
}

type WithGateways = { readonly gateways?: readonly string[] };
type WithDestination = { readonly destination?: Destination };

/** Gives names their full form, as they are meant in one namespace. */
export class Names {
  constructor(
    readonly namespace: string,
    readonly domain: string,
  ) {}

  host(name: string): string {
    return isIpAddress(name) ? name : fullHost(name, this.namespace, this.domain);
  }

  destination(destination: Destination): Destination {
    return { ...destination, host: this.host(destination.host) };
  }

  routes<Route extends WithDestination>(routes: readonly Route[] | undefined): readonly Route[] | undefined {
    return routes?.map((route) =>
      route.destination === undefined ? route : { ...route, destination: this.destination(route.destination) },
    );
  }

  matches<Match extends WithGateways>(object: MeshObject, field: string, matches: readonly Match[] = []): PlacedMatch<Match>[] {
    return matches.map((match, i) => ({
      match: match.gateways === undefined ? match : { ...match, gateways: this.gateways(match.gateways) },
      places: [{ object, field: `${field}.match[${i}]` }],
    }));
  }

  gateways(names: readonly string[]): readonly string[] {
    return names.map((name) => gatewayName(name, this.namespace));
  }

  httpRules(object: MeshObject, rules: readonly HttpRuleSpec[] = []): HttpRule[] {
    return rules.map((rule, i) => {
      const { route, mirror, mirrors } = rule;
      const spec = {
        ...rule,
        ...(route === undefined ? {} : { route: this.routes(route) }),
        ...(mirror === undefined ? {} : { mirror: this.destination(mirror) }),
        ...(mirrors === undefined ? {} : { mirrors: this.routes(mirrors) }),
      };
      return { spec, matches: this.matches(object, `http[${i}]`, rule.match), places: [{ object, field: `http[${i}]` }] };
    });
  }

  layer4Rules<
    Rule extends { readonly match?: readonly Match[]; readonly route?: readonly WithDestination[] },
    Match extends WithGateways,
  >(object: MeshObject, protocol: 'tls' | 'tcp', rules: readonly Rule[] = []): PlacedRule<Rule, Match>[] {
    return rules.map((rule, i) => ({
      spec: { ...rule, route: this.routes(rule.route) },
      matches: this.matches(object, `${protocol}[${i}]`, rule.match),
      places: [{ object, field: `${protocol}[${i}]` }],
    }));
  }
}
