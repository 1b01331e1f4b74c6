import type { Manifest } from '../../core/manifest';
import { secretReader, serviceAccount } from './identity';
import type { NamedGateway } from './named-gateway';
import { networkPolicy } from './network-policy';
import { autoscaler, disruptionBudget } from './scaling';
import { service } from './service';
import { workload } from './workload';

export { type NamedGateway, selectorLabels } from './named-gateway';
export { gatewayProblems } from './problems';
export { GATEWAY_DEFAULTS, type GatewayServicePort, type GatewayValues } from './values';

/** The objects of the official chart `gateway`, in the order in which they need each other. */
export function gatewayManifests(gateway: NamedGateway): Manifest[] {
  return [
    serviceAccount(gateway),
    ...secretReader(gateway),
    workload(gateway),
    service(gateway),
    autoscaler(gateway),
    disruptionBudget(gateway),
    networkPolicy(gateway),
  ].filter((manifest) => manifest !== undefined);
}
