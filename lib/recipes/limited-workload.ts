import type { NonEmpty } from '../core/one-of';
import type { ConfigPatch, EnvoyFilterObject } from '../networking/envoy-filter-patch';
import { GatewaySelector } from '../networking/gateway-selector';
import type { WorkloadLabelsRef } from '../networking/selected-workloads';
import { Workload, type WorkloadRef } from '../networking/workload';

/** The pods in front of which a filter stands: their EnvoyFilter's place, and their patch. */
export interface LimitedWorkload {
  readonly namespace: string | undefined;
  readonly workloadSelector: WorkloadLabelsRef;
  readonly configPatches: NonEmpty<ConfigPatch>;
}

const isGateway = (workload: WorkloadRef) => 'gatewaySelector' in workload && workload.gatewaySelector instanceof GatewaySelector;

/** A filter for requests that come to a workload or a gateway, behind all that lets them in. */
export function limitedBy(filter: EnvoyFilterObject, workload: WorkloadRef): LimitedWorkload {
  const workloadSelector = Workload.of(workload);
  const context = isGateway(workload) ? 'GATEWAY' : 'SIDECAR_INBOUND';
  return {
    namespace: workloadSelector.namespace,
    workloadSelector,
    configPatches: [
      {
        applyTo: 'HTTP_FILTER',
        match: {
          context,
          listener: {
            filterChain: {
              filter: {
                name: 'envoy.filters.network.http_connection_manager',
                subFilter: { name: 'envoy.filters.http.router' },
              },
            },
          },
        },
        patch: { operation: 'INSERT_BEFORE', value: filter },
      },
    ],
  };
}
