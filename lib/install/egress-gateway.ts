import type { Construct } from 'constructs';
import { GatewayWorkload, type GatewayWorkloadProps } from './gateway-workload';

/** The way out of the mesh: a gateway that is reached from inside the cluster alone. */
export class EgressGateway extends GatewayWorkload {
  constructor(scope: Construct, id: string, props: GatewayWorkloadProps) {
    super(scope, id, props, { service: { type: 'ClusterIP' } });
  }
}
