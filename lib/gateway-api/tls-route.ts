import type { Construct } from 'constructs';
import { TlsRoute as Api, type TlsRouteSpec } from '../../imports/gateway.networking.k8s.io';
import { tlsRouteProblems } from '../admission/gateway-api/tls-route';
import type { NonEmpty } from '../core/one-of';
import { refuse } from '../core/problem';
import { type PropNames, pathOf, refuseProps } from '../core/prop-names';
import { toWire, type Wire } from '../core/wire';
import { type LayerFourRule, placedBackends, renderRules } from './layer-four-rule';
import { type PlacedBackend, Route, type RouteProps } from './route';

/** Props of a TLSRoute. */
export interface TLSRouteProps extends RouteProps {
  /** Server names that clients ask for, `*.` at the beginning allowed. */
  readonly hostnames: NonEmpty<string>;
  /** The one rule. */
  readonly rules: readonly [LayerFourRule];
}

const NAMES: PropNames<TLSRouteProps> = {
  parentRefs: 'required list',
  metadata: 'optional',
  hostnames: 'required list',
  rules: 'required list',
};

/**
 * Where TLS connections go, told apart by the server name that clients ask for, without being opened.
 *
 * Source: https://gateway-api.sigs.k8s.io/api-types/tlsroute/
 */
export class TLSRoute extends Route {
  /** @throws InvalidProps when a field is one that the cluster refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: TLSRouteProps,
  ) {
    refuseProps(pathOf(scope, id), NAMES, definition);
    super(scope, id, Api.GVK, definition);
    refuse(this.node.path, this.backendProblems);
    refuse(this.node.path, tlsRouteProblems(this.toSpec()));
  }

  protected get hostnames(): readonly string[] {
    return this.definition.hostnames;
  }

  protected get backends(): readonly PlacedBackend[] {
    return placedBackends(this.definition.rules);
  }

  protected override toSpec(): Wire<TlsRouteSpec> {
    const { hostnames, rules } = this.definition;
    const fields = { parentRefs: this.renderedParents, hostnames, rules: renderRules(rules, this.namespace) };
    return toWire(fields, this.namespace) as Wire<TlsRouteSpec>;
  }
}
