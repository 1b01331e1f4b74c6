import type { Labels } from '../core/labels';
import type { Mesh, Service, Workload } from '../model';
import { type DestinationRule, destinationRuleFor, trafficPolicyOf } from '../model/destination-rules';
import { mutualTlsOf } from '../model/mutual-tls';
import { modeOf } from '../simulation/has-sidecar';

/** Who calls: the labels decide which DestinationRules are for it. */
export interface Caller {
  readonly namespace: string;
  readonly labels: Labels;
}

export function ruleSeenBy(mesh: Mesh, { namespace, labels }: Caller, service: Service): DestinationRule | undefined {
  return destinationRuleFor(mesh, namespace, labels, service);
}

const BY_MODE: Readonly<Record<string, string>> = {
  DISABLE: 'plain',
  SIMPLE: 'TLS',
  MUTUAL: 'TLS with a client certificate',
  ISTIO_MUTUAL: 'mTLS',
};

/** How connections of a caller to pods are secured, as the rules for its side and for theirs say. */
export function securedTo(
  mesh: Mesh,
  caller: Caller,
  to: { readonly service: Service; readonly subset: string; readonly port: number; readonly workload: Workload | undefined },
): string {
  const { service, subset, port, workload } = to;
  const mode = trafficPolicyOf(ruleSeenBy(mesh, caller, service), subset, port).tls?.mode;
  const said = mode === undefined ? undefined : BY_MODE[mode];
  if (said !== undefined) return said;
  const { protocol } = service.ports.find((one) => one.number === port) ?? {};
  if (protocol === 'HTTPS' || protocol === 'TLS') return 'TLS';
  const hasProxy = workload !== undefined && modeOf(mesh, workload) !== 'none';
  if (!hasProxy || mesh.settings.enableAutoMtls === false) return 'plain';
  return mutualTlsOf(mesh, workload).mode === 'DISABLE' ? 'plain' : 'mTLS';
}
