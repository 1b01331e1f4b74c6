import type { Construct } from 'constructs';
import { WorkloadEntry as Api, type WorkloadEntrySpec } from '../../imports/networking.istio.io';
import { workloadEntryProblems } from '../admission/workload-entry';
import { refuseSpec } from '../core/refuse-spec';
import { Resource, type ResourceProps } from '../core/resource';
import { toWire, type Wire } from '../core/wire';
import { distinctLabels } from './distinct-labels';
import type { WorkloadLabels } from './service-entry-props';
import { type AccountRef, accountName } from './workload-account';
import type { WorkloadEndpoint } from './workload-endpoint';

/** What is known of a workload beside its own place. */
export interface WorkloadIdentity {
  /** Service account, in this namespace, that the workload's certificate must be for. @default any */
  readonly serviceAccount?: AccountRef;
}

/** Props of a WorkloadEntry. Of `address` and `network` one must be there. */
export type WorkloadEntryProps = ResourceProps & WorkloadIdentity & WithoutAccount<WorkloadEndpoint>;

type WithoutAccount<T> = T extends unknown ? Omit<T, 'serviceAccount'> : never;

/**
 * One workload outside of Kubernetes: a virtual machine, or a process with an address. ServiceEntries of its namespace pick it by label.
 *
 * Source: https://istio.io/latest/docs/reference/config/networking/workload-entry/
 */
export class WorkloadEntry extends Resource {
  /** @throws InvalidProps when a field is one that Istio refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: WorkloadEntryProps,
  ) {
    super(scope, id, Api.GVK, definition.metadata);
    refuseSpec(this, this.toSpec(), workloadEntryProblems);
  }

  /**
   * The labels by which a ServiceEntry of its namespace picks it, those of its metadata among them.
   * @throws InvalidProps when it has none
   */
  get workloadSelector(): WorkloadLabels {
    const { labels, metadata } = this.definition;
    return { labels: distinctLabels(this.node.path, 'labels', { ...labels, ...metadata?.labels }) };
  }

  protected override toSpec(): Wire<WorkloadEntrySpec> {
    const serviceAccount = accountName(this.definition.serviceAccount);
    return toWire({ ...this.definition, metadata: undefined, serviceAccount }, this.namespace) as Wire<WorkloadEntrySpec>;
  }
}
