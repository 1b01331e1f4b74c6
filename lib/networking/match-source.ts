import type { Labels } from '../core/labels';
import type { GatewayReference } from './gateway-reference';

/** Conditions on who calls and where, of requests and connections alike. */
export interface MatchSource {
  /** Port on which the client called the host. @default every port */
  readonly port?: number;
  /** Labels of the calling workload; for sidecars alone. @default every workload */
  readonly sourceLabels?: Labels;
  /** Namespace of the calling workload; for sidecars alone. @default every namespace */
  readonly sourceNamespace?: string;
  /** Gateways, of those of the VirtualService, for which this condition is. @default all of them */
  readonly gateways?: readonly GatewayReference[];
}
