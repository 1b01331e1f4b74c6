import type { Construct } from 'constructs';
import type { VirtualServiceSpec } from '../../imports/networking.istio.io';
import { type PropNames, pathOf, refuseProps } from '../core/prop-names';
import type { Rendered, Wire } from '../core/wire';
import { type DelegateName, defineDelegate } from './delegate-reference';
import type { DecidingHttpRoute } from './http-route';
import { HttpRouting, type HttpRoutingProps } from './http-routing';

/** Props of a DelegateVirtualService. */
export type DelegateVirtualServiceProps<Section extends string = never> = HttpRoutingProps<Section, DecidingHttpRoute>;

const NAMES: PropNames<DelegateVirtualServiceProps> = {
  metadata: 'optional',
  sections: 'optional list',
  exportTo: 'optional list',
  http: 'optional list',
};

/**
 * HTTP rules without hosts, to which rules of other VirtualServices leave their requests: `delegate: checkout`. A rule of it applies
 * where the rule that delegates does, so its conditions are narrower than those of that one. It leaves requests to no further one.
 *
 * Source: https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate
 */
export class DelegateVirtualService<Section extends string = never>
  extends HttpRouting<Section, DecidingHttpRoute>
  implements Rendered
{
  /** Compares claims of tokens nowhere: Istio asks for gateways, which a delegate does not name. */
  readonly isAtGateways = false;

  /** @throws InvalidProps when a namespace of `exportTo`, a section or the name of the object is one that Istio refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: DelegateVirtualServiceProps<Section>,
  ) {
    refuseProps(pathOf(scope, id), NAMES, definition);
    super(scope, id, definition);
    this.refuseFrame();
    defineDelegate(this);
  }

  /** Whether rules of a namespace can delegate to it; what the mesh config says of those without `exportTo` is not looked at. */
  isSeenFrom(namespace: string | undefined): boolean {
    const { exportTo = [] } = this.definition;
    return (
      exportTo.length === 0 ||
      exportTo.some((place) => place === '*' || place === namespace || (place === '.' && this.namespace === namespace))
    );
  }

  protected override frame(): Wire<VirtualServiceSpec> {
    const { exportTo } = this.definition;
    return { ...(exportTo !== undefined && { exportTo }) };
  }

  /** The name by which a rule refers to it. */
  toWire(): DelegateName {
    return { name: this.name, ...(this.namespace !== undefined && { namespace: this.namespace }) };
  }
}
