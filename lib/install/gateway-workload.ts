import { Construct } from 'constructs';
import { emit } from '../core/emit';
import { describeProblem, refuse } from '../core/problem';
import { missingProblems } from '../core/prop-names';
import { GatewaySelector } from '../networking/gateway-selector';
import type { ServiceRef } from '../networking/service-host';
import {
  GATEWAY_DEFAULTS,
  type GatewayValues,
  gatewayManifests,
  gatewayProblems,
  type NamedGateway,
  selectorLabels,
} from './gateway';
import { injectionProblems, namespaceProblems } from './gateway-injection';
import type { Injector } from './injector';
import { GATEWAY_VALUES } from './kinds/chart-values';
import { ANYTHING, fields, TEXT } from './kinds/kind';
import { unknownNames } from './kinds/unknown-names';
import { layer, type Overrides } from './layering';

/** Props of a gateway: where it belongs, and any value of the official chart `gateway` under the chart's name. */
export interface GatewayWorkloadProps extends Overrides<GatewayValues> {
  /** The control plane whose injector fills the pods, or a tag of it, to move on with that. */
  readonly controlPlane: Injector;
  /**
   * Name of all objects; without a leading `istio-` it is the value of the label `istio`.
   * @default the construct id
   */
  readonly name?: string;
  /**
   * Namespace of all objects. Any but the control plane's must be in the program as a `MeshNamespace`, or in the cluster.
   * @default the namespace of the control plane
   */
  readonly namespace?: string;
}

const PROPS = fields({ controlPlane: ANYTHING, name: TEXT, namespace: TEXT, ...GATEWAY_VALUES.fields });

/**
 * The pods, the Service and the rights of a gateway, equal to what the official chart `gateway` gives. Which hosts and ports the
 * gateway opens is said by `Gateway` resources that take it as their `selector`.
 */
export abstract class GatewayWorkload extends Construct {
  readonly name: string;
  readonly namespace: string;
  /** The Service before the pods, to be the destination of a route. */
  readonly service: ServiceRef;
  /** The labels by which Istio's `Gateway` finds the pods. */
  readonly gatewaySelector: GatewaySelector;

  /** @throws InvalidProps when the pods could not start, or a value is out of range */
  protected constructor(scope: Construct, id: string, props: GatewayWorkloadProps, defaults: Overrides<GatewayValues>) {
    super(scope, id);
    refuse(this.node.path, [...unknownNames(PROPS, props ?? {}), ...missingProblems(['controlPlane'], props)]);
    const { controlPlane, name = id, namespace = controlPlane.namespace, ...overrides } = props;
    const values = layer<GatewayValues>(GATEWAY_DEFAULTS, defaults, { revision: controlPlane.revision }, overrides);
    const gateway: NamedGateway = { name, namespace, values };
    refuse(this.node.path, [...gatewayProblems(gateway), ...injectionProblems(values, controlPlane)]);
    this.name = name;
    this.namespace = namespace;
    this.service = { name, metadata: { namespace } };
    this.gatewaySelector = GatewaySelector.ofPods(this, selectorLabels(gateway));
    this.node.addValidation({ validate: () => namespaceProblems(this, namespace, controlPlane).map(describeProblem) });
    emit(this, gatewayManifests(gateway));
  }
}
