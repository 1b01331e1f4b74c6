import type { Construct } from 'constructs';
import { TcpRoute as Api, type TcpRouteSpec } from '../../imports/gateway.networking.k8s.io';
import { tcpRouteProblems } from '../admission/gateway-api/tcp-route';
import { refuse } from '../core/problem';
import { type PropNames, pathOf, refuseProps } from '../core/prop-names';
import { toWire, type Wire } from '../core/wire';
import { type LayerFourRule, placedBackends, renderRules } from './layer-four-rule';
import { type PlacedBackend, Route, type RouteProps } from './route';

/** Props of a TCPRoute. */
export interface TCPRouteProps extends RouteProps {
  /** The one rule. */
  readonly rules: readonly [LayerFourRule];
}

const NAMES: PropNames<TCPRouteProps> = { parentRefs: 'required list', metadata: 'optional', rules: 'required list' };

/**
 * Where the connections of a port go.
 *
 * Source: https://gateway-api.sigs.k8s.io/reference/spec/#tcproute
 */
export class TCPRoute extends Route {
  /** @throws InvalidProps when a field is one that the cluster refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: TCPRouteProps,
  ) {
    refuseProps(pathOf(scope, id), NAMES, definition);
    super(scope, id, Api.GVK, definition);
    refuse(this.node.path, this.backendProblems);
    refuse(this.node.path, tcpRouteProblems(this.toSpec()));
  }

  protected get hostnames(): readonly string[] {
    return [];
  }

  protected get backends(): readonly PlacedBackend[] {
    return placedBackends(this.definition.rules);
  }

  protected override toSpec(): Wire<TcpRouteSpec> {
    const fields = { parentRefs: this.renderedParents, rules: renderRules(this.definition.rules, this.namespace) };
    return toWire(fields, this.namespace) as Wire<TcpRouteSpec>;
  }
}
