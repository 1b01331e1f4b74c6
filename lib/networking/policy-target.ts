import type { NonEmpty } from '../core/one-of';
import type { Problem } from '../core/problem';
import type { Rendered } from '../core/wire';
import type { ServiceEntry } from './service-entry';
import type { ServiceRef } from './service-host';

/** An object, by what a policy calls it. */
interface TargetReference {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

const SERVICE_ENTRY = { group: 'networking.istio.io', kind: 'ServiceEntry' };
const GATEWAY = { group: 'gateway.networking.k8s.io', kind: 'Gateway' };
const GATEWAY_CLASS = { group: 'gateway.networking.k8s.io', kind: 'GatewayClass' };

/**
 * One object of the policy's namespace that a policy is for, in place of workloads by label: a Service or ServiceEntry, where a waypoint
 * stands before it, or a gateway of the Gateway API. It is got from the object, so it cannot be misspelled.
 */
export class PolicyTarget implements Rendered {
  private constructor(
    private readonly reference: TargetReference,
    private readonly home: string | undefined,
  ) {}

  /** What a waypoint lets through to a Service. */
  static service({ name, metadata }: ServiceRef): PolicyTarget {
    return new PolicyTarget({ group: '', kind: 'Service', name }, metadata.namespace);
  }

  /** What a waypoint lets through to a ServiceEntry. */
  static serviceEntry({ name, metadata }: ServiceEntry): PolicyTarget {
    return new PolicyTarget({ ...SERVICE_ENTRY, name }, metadata.namespace);
  }

  /** What goes through a Gateway of the Gateway API, which a Waypoint is as well. */
  static gateway({ name, metadata }: ServiceRef): PolicyTarget {
    return new PolicyTarget({ ...GATEWAY, name }, metadata.namespace);
  }

  /** What goes through all gateways of a class, for policies of the mesh's root namespace: `istio-waypoint` for all waypoints. */
  static gatewayClass(name: string): PolicyTarget {
    return new PolicyTarget({ ...GATEWAY_CLASS, name }, undefined);
  }

  /** Problems of this target in a policy of a namespace. */
  problems(field: string, namespace: string | undefined): Problem[] {
    if (this.home === undefined || namespace === undefined || this.home === namespace) return [];
    const { kind, name } = this.reference;
    const problem = `is a ${kind} of another namespace than ${namespace}`;
    return [{ field, problem, got: `${this.home}/${name}`, fix: `put the policy in namespace ${this.home}` }];
  }

  toWire(): TargetReference {
    return this.reference;
  }
}

/** An object of the policy's namespace, as Istio writes it. */
export type PolicyTargetRef =
  | PolicyTarget
  | { readonly group?: '' | 'core'; readonly kind: 'Service'; readonly name: string }
  | { readonly group: 'networking.istio.io'; readonly kind: 'ServiceEntry'; readonly name: string }
  | { readonly group: 'gateway.networking.k8s.io'; readonly kind: 'Gateway' | 'GatewayClass'; readonly name: string };

/** Objects of the policy's namespace that a policy is for. At most 16. */
export type PolicyTargetRefs = NonEmpty<PolicyTargetRef>;

/** Problems of the objects that a policy is for, beyond what stands in YAML. */
export function policyTargetProblems(
  field: string,
  targets: readonly PolicyTargetRef[] | undefined,
  namespace: string | undefined,
): Problem[] {
  return (targets ?? []).flatMap((target, i) =>
    target instanceof PolicyTarget ? target.problems(`${field}[${i}]`, namespace) : [],
  );
}
