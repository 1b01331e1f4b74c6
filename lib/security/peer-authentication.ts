import type { Construct } from 'constructs';
import { PeerAuthentication as Api, type PeerAuthenticationSpec } from '../../imports/security.istio.io';
import { peerAuthenticationProblems } from '../admission/peer-authentication';
import type { OneShapeOf } from '../core/one-shape-of';
import type { Problem } from '../core/problem';
import { refuseSpec } from '../core/refuse-spec';
import { Resource, type ResourceProps } from '../core/resource';
import { toWire, type Wire } from '../core/wire';
import type { WorkloadSelector } from '../core/workload-selector';
import { watchPickedPods } from '../networking/picked-pods';
import { Workload } from '../networking/workload';

/** What workloads take. */
export interface PeerMtls {
  /**
   * `STRICT` takes mTLS alone, `PERMISSIVE` plain connections as well, `DISABLE` plain ones alone; `UNSET` leaves it to the wider
   * policy.
   * @default UNSET
   */
  readonly mode?: 'UNSET' | 'DISABLE' | 'PERMISSIVE' | 'STRICT';
}

interface EveryWorkload extends ResourceProps {
  /** What the workloads take. @default that of the namespace, then of the mesh, then PERMISSIVE */
  readonly mtls?: PeerMtls;
}

interface SomeWorkloads extends EveryWorkload {
  /**
   * The workloads that the policy is for, in this namespace, and from the mesh's root namespace in all.
   * @default all of them
   */
  readonly selector: Workload | WorkloadSelector;
  /** What single ports take, by the number of the pod's port, not of the Service's. Needs labels in `selector`. @default that of `mtls` */
  readonly portLevelMtls?: Readonly<Record<number, PeerMtls>>;
}

/** Props of a PeerAuthentication. */
export type PeerAuthenticationProps = OneShapeOf<EveryWorkload | SomeWorkloads>;

/**
 * Whether workloads take mTLS, plain connections, or both.
 *
 * Source: https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
export class PeerAuthentication extends Resource {
  /** @throws InvalidProps when a field is one that Istio refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: PeerAuthenticationProps = {},
  ) {
    super(scope, id, Api.GVK, definition.metadata);
    refuseSpec(this, this.toSpec(), () => this.check());
    watchPickedPods(this, definition.selector);
  }

  protected override check(): Problem[] {
    const { selector } = this.definition;
    const references = selector instanceof Workload ? selector.problems('selector', this.namespace) : [];
    return references.length > 0 ? references : peerAuthenticationProblems(this.toSpec());
  }

  protected override toSpec(): Wire<PeerAuthenticationSpec> {
    return toWire({ ...this.definition, metadata: undefined }, this.namespace) as Wire<PeerAuthenticationSpec>;
  }
}
