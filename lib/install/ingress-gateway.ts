import type { Construct } from 'constructs';
import { GatewayWorkload, type GatewayWorkloadProps } from './gateway-workload';

/** The way into the mesh: a gateway behind a Service that is reached from outside, by default a LoadBalancer. */
export class IngressGateway extends GatewayWorkload {
  constructor(scope: Construct, id: string, props: GatewayWorkloadProps) {
    super(scope, id, props, {});
  }
}
