import { Construct } from 'constructs';
import { emit } from '../core/emit';
import { portProblems } from '../core/format';
import { labelNameProblems } from '../core/names';
import { describeProblem, type Problem, refuse } from '../core/problem';
import { GatewaySelector } from '../networking/gateway-selector';
import type { ServiceRef } from '../networking/service-host';
import { GATEWAY_DEFAULTS, type GatewayValues, gatewayManifests, type NamedGateway, selectorLabels } from './gateway';
import { injectionProblems, namespaceProblems } from './gateway-injection';
import type { IstioControlPlane } from './istio-control-plane';
import { layer, type Overrides } from './layering';

/** Props of a gateway: where it belongs, and any value of the official chart `gateway` under the chart's name. */
export interface GatewayWorkloadProps extends Overrides<GatewayValues> {
  /** The control plane whose injector fills the pods. */
  readonly controlPlane: IstioControlPlane;
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

function portsProblems({ networkGateway, service: { type, ports } }: GatewayValues): Problem[] {
  if (type === 'None' || networkGateway !== '') return [];
  if (ports.length === 0) {
    return [{ field: 'service.ports', problem: 'is empty', got: ports, fix: "list the ports, or set service.type to 'None'" }];
  }
  const names = ports.map(({ name }) => name);
  return [
    ...ports.flatMap(({ port }, i) => portProblems(`service.ports[${i}].port`, port)),
    ...names.flatMap((name, i) =>
      names.indexOf(name) === i
        ? []
        : [{ field: `service.ports[${i}].name`, problem: 'is taken', got: name, fix: 'give each port its own name' }],
    ),
  ];
}

function scalingProblems({ autoscaling: { enabled, minReplicas, maxReplicas } }: GatewayValues): Problem[] {
  if (!enabled || (minReplicas >= 1 && minReplicas <= maxReplicas)) return [];
  return [
    {
      field: 'autoscaling.minReplicas',
      problem: `must be between 1 and maxReplicas, which is ${maxReplicas}`,
      got: minReplicas,
      fix: 'raise maxReplicas, or lower minReplicas',
    },
  ];
}

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
    const { controlPlane, name = id, namespace = controlPlane.namespace, ...overrides } = props;
    const values = layer<GatewayValues>(GATEWAY_DEFAULTS, defaults, { revision: controlPlane.revision }, overrides);
    refuse(this.node.path, [
      ...labelNameProblems('name', name),
      ...labelNameProblems('namespace', namespace),
      ...injectionProblems(values, controlPlane),
      ...portsProblems(values),
      ...scalingProblems(values),
    ]);
    const gateway: NamedGateway = { name, namespace, values };
    this.name = name;
    this.namespace = namespace;
    this.service = { name, metadata: { namespace } };
    this.gatewaySelector = GatewaySelector.ofPods(this, selectorLabels(gateway));
    this.node.addValidation({ validate: () => namespaceProblems(this, namespace, controlPlane).map(describeProblem) });
    emit(this, gatewayManifests(gateway));
  }
}
