import type { Construct } from 'constructs';
import { Gateway as Api, type GatewaySpec } from '../../imports/networking.istio.io';
import { labelNameProblems } from '../core/names';
import type { NonEmpty } from '../core/one-of';
import { type Problem, refuse } from '../core/problem';
import { repeatedProblems } from '../core/repeated';
import { Resource, type ResourceProps } from '../core/resource';
import { emptyListProblems } from '../core/sizes';
import { type Rendered, toWire, type Wire } from '../core/wire';
import { type GatewayPodsRef, gatewayPodsProblems, selectedLabels } from './gateway-selector';
import { type Server, serverProblems } from './server';

/** Props of a Gateway. */
export interface GatewayProps extends ResourceProps {
  /** The pods that open the ports: an IngressGateway or EgressGateway. */
  readonly selector: GatewayPodsRef;
  /** The ports that are opened, and for which hosts. */
  readonly servers: NonEmpty<Server>;
}

/**
 * Ports at the edge of the mesh. VirtualServices that name the Gateway say where its traffic goes.
 *
 * Source: https://istio.io/latest/docs/reference/config/networking/gateway/
 */
export class Gateway extends Resource implements Rendered {
  /** @throws InvalidProps when a field is one that Istio refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: GatewayProps,
  ) {
    super(scope, id, Api.GVK, definition.metadata);
    const { servers } = definition;
    refuse(this.node.path, [
      ...labelNameProblems('metadata.name', this.name),
      ...emptyListProblems('servers', servers, 'give the ports that are opened'),
      ...servers.flatMap((server, i) => serverProblems(`servers[${i}]`, server)),
      ...repeatedProblems(
        servers.map(({ port }, i) => ({ field: `servers[${i}].port.name`, value: port.name })),
        'give each port its own name',
      ),
    ]);
  }

  protected override check(): Problem[] {
    return gatewayPodsProblems('selector', this.definition.selector, this);
  }

  protected override toSpec(): Wire<GatewaySpec> {
    const spec = { ...this.definition, metadata: undefined, selector: selectedLabels(this.definition.selector) };
    return toWire(spec, this.namespace) as Wire<GatewaySpec>;
  }

  /** The name by which a rule refers to the Gateway. */
  toWire(namespace: string | undefined): string {
    return namespace === this.namespace || this.namespace === undefined ? this.name : `${this.namespace}/${this.name}`;
  }
}
