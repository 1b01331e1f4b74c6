import type { Construct } from 'constructs';
import { GrpcRoute as Api, type GrpcRouteSpec } from '../../imports/gateway.networking.k8s.io';
import { grpcRouteEnvoyProblems, grpcRouteProblems } from '../admission/gateway-api/grpc-route';
import type { NonEmpty } from '../core/one-of';
import { refuse } from '../core/problem';
import { type PropNames, pathOf, refuseProps } from '../core/prop-names';
import { toWire, type Wire } from '../core/wire';
import { renderBackends } from './backend';
import type { HeaderFilter, MirrorFilter, ValueMatch } from './http-filter';
import type { HTTPBackend } from './http-route';
import { mirrorBackends } from './mirror-backends';
import { type PlacedBackend, Route, type RouteProps } from './route';

/** Which calls: of a service, of one of its methods, or of a method whatever the service. */
export type GRPCMethodMatch = {
  /** `Exact`, or RE2 expressions for the names. @default Exact */
  readonly type?: 'Exact' | 'RegularExpression';
} & (
  | {
      /** Full name, `package.Service`. */
      readonly service: string;
      /** @default every method */
      readonly method?: string;
    }
  | {
      readonly service?: undefined;
      /** Name of the method. */
      readonly method: string;
    }
);

/** Conditions on a call, all of which must hold. */
export interface GRPCRouteMatch {
  /** @default every call */
  readonly method?: GRPCMethodMatch;
  /** Headers, each name once. @default all calls */
  readonly headers?: readonly ValueMatch[];
}

/** A rule for gRPC calls. */
export interface GRPCRouteRule {
  /** Name of the rule, for logs and policies. @default none */
  readonly name?: string;
  /** Conditions, of which one must hold; at most 64, and 128 in the route. @default every call */
  readonly matches?: readonly GRPCRouteMatch[];
  /** What is done to calls before they go on. @default nothing */
  readonly filters?: readonly (HeaderFilter | MirrorFilter)[];
  /** Where the calls go. */
  readonly backendRefs: NonEmpty<HTTPBackend>;
}

/** Props of a GRPCRoute. */
export interface GRPCRouteProps extends RouteProps {
  /** Hosts whose calls are routed, `*.` at the beginning allowed; not for routes of the mesh. @default all that the listener serves */
  readonly hostnames?: readonly string[];
  /** Rules, at most 16; of those that match, the most specific takes the call, whatever their order. */
  readonly rules: NonEmpty<GRPCRouteRule>;
}

const NAMES: PropNames<GRPCRouteProps> = {
  parentRefs: 'required list',
  metadata: 'optional',
  hostnames: 'optional list',
  rules: 'required list',
};

/**
 * How gRPC calls are routed, at gateways of the Gateway API or in the mesh.
 *
 * Source: https://gateway-api.sigs.k8s.io/api-types/grpcroute/
 */
export class GRPCRoute extends Route {
  /** @throws InvalidProps when a field is one that the cluster or Envoy refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: GRPCRouteProps,
  ) {
    refuseProps(pathOf(scope, id), NAMES, definition);
    super(scope, id, Api.GVK, definition);
    refuse(this.node.path, this.backendProblems);
    const spec = this.toSpec();
    refuse(this.node.path, [...grpcRouteProblems(spec), ...grpcRouteEnvoyProblems(spec)]);
  }

  protected get hostnames(): readonly string[] {
    return this.definition.hostnames ?? [];
  }

  protected get backends(): readonly PlacedBackend[] {
    return this.definition.rules.flatMap(({ backendRefs, filters }, i) => [
      ...(backendRefs ?? []).map(({ backend }, j) => ({ field: `rules[${i}].backendRefs[${j}]`, backend })),
      ...mirrorBackends(`rules[${i}].filters`, filters),
    ]);
  }

  protected override toSpec(): Wire<GrpcRouteSpec> {
    const { hostnames, rules } = this.definition;
    const rendered = rules.map((rule) => ({ ...rule, backendRefs: renderBackends(rule.backendRefs ?? [], this.namespace) }));
    return toWire({ parentRefs: this.renderedParents, hostnames, rules: rendered }, this.namespace) as Wire<GrpcRouteSpec>;
  }
}
