import type { Construct } from 'constructs';
import { Gateway as Api, type GatewaySpec } from '../../imports/networking.istio.io';
import { gatewayCredentialProblems, gatewayProblems } from '../admission/gateway';
import type { NonEmpty } from '../core/one-of';
import { type Problem, refuse } from '../core/problem';
import { listProblems, missingProblems, pathOf } from '../core/prop-names';
import { refuseSpec } from '../core/refuse-spec';
import { Resource, type ResourceProps } from '../core/resource';
import { type Rendered, toWire, type Wire } from '../core/wire';
import { type GatewayPodsRef, gatewayPodsProblems, podsNamespace, selectedLabels } from './gateway-selector';
import type { Server } from './server';
import { type ServerTls, serverSecretProblems, serverTlsFields } from './server-tls';

/** Props of a Gateway. */
export interface GatewayProps extends ResourceProps {
  /** The pods that open the ports: an IngressGateway or EgressGateway. */
  readonly selector: GatewayPodsRef;
  /** The ports that are opened, and for which hosts. */
  readonly servers: NonEmpty<Server>;
}

function tlsOf({ tls }: Server): ServerTls | undefined {
  return tls !== undefined && 'mode' in tls ? tls : undefined;
}

/**
 * Ports at the edge of the mesh. VirtualServices that name the Gateway say where its traffic goes.
 *
 * Source: https://istio.io/latest/docs/reference/config/networking/gateway/
 */
export class Gateway extends Resource implements Rendered {
  /** @throws InvalidProps when a field is one that Istio refuses, or that leaves a server without certificates */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: GatewayProps,
  ) {
    refuse(pathOf(scope, id), [...missingProblems(['servers'], definition), ...listProblems(['servers'], definition)]);
    super(scope, id, Api.GVK, definition.metadata);
    const { namespace, name } = this;
    refuseSpec(this, this.toSpec(), (spec) => [
      ...gatewayProblems(spec, { namespace, name }),
      ...gatewayCredentialProblems(spec),
    ]);
  }

  protected override check(): Problem[] {
    const { selector, servers } = this.definition;
    return [
      ...gatewayPodsProblems('selector', selector, this),
      ...servers.flatMap((server, i) => {
        const tls = tlsOf(server);
        return tls === undefined ? [] : serverSecretProblems(`servers[${i}].tls`, tls, podsNamespace(selector));
      }),
    ];
  }

  protected override toSpec(): Wire<GatewaySpec> {
    const { metadata: _, ...props } = this.definition;
    const servers = props.servers.map((server) => {
      const tls = tlsOf(server);
      return tls === undefined ? server : { ...server, tls: serverTlsFields(tls) };
    });
    return toWire({ ...props, servers, selector: selectedLabels(props.selector) }, this.namespace) as Wire<GatewaySpec>;
  }

  /** The name by which a rule refers to the Gateway. */
  toWire(namespace: string | undefined): string {
    return namespace === this.namespace || this.namespace === undefined ? this.name : `${this.namespace}/${this.name}`;
  }
}
