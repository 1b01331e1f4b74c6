import type { Construct } from 'constructs';
import { WorkloadGroup as Api, type WorkloadGroupSpec } from '../../imports/networking.istio.io';
import { workloadGroupProblems } from '../admission/workload-group';
import type { Labels } from '../core/labels';
import { type PropNames, pathOf, refuseProps } from '../core/prop-names';
import { refuseSpec } from '../core/refuse-spec';
import { Resource, type ResourceProps } from '../core/resource';
import { toWire, type Wire } from '../core/wire';
import { distinctLabels } from './distinct-labels';
import type { WorkloadLabels } from './service-entry-props';
import { type AccountRef, accountName } from './workload-account';
import type { WorkloadProbe } from './workload-probe';

/** What all workloads of a group have. Each of them brings its address. */
export interface WorkloadTemplate {
  /** Port of the workload for each port of its service, by name. @default the `targetPort` of the service's port, else its number */
  readonly ports?: Readonly<Record<string, number>>;
  /** Network of the workloads, where not all of the mesh can reach each other. @default what the workload says of itself */
  readonly network?: string;
  /** Place of the workloads: `<region>/<zone>/<subzone>`. @default what the workload says of itself */
  readonly locality?: string;
  /** What each workload gets, measured by the weights of the others. @default 1 */
  readonly weight?: number;
  /** Service account, in this namespace, whose token lets a workload in. @default default */
  readonly serviceAccount?: AccountRef;
}

/** Marks of the WorkloadEntries that istiod makes. */
export interface EntryMetadata {
  /** Labels of the workloads, by which ServiceEntries and subsets pick them. @default none */
  readonly labels?: Labels;
  /** @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Props of a WorkloadGroup. */
export interface WorkloadGroupProps extends ResourceProps {
  /** Labels and annotations of the workloads: `spec.metadata` in YAML. @default none */
  readonly entryMetadata?: EntryMetadata;
  /** What all of the workloads have. */
  readonly template: WorkloadTemplate;
  /** Whether a workload can take requests. @default each one does from the time when its agent connects */
  readonly probe?: WorkloadProbe;
}

const NAMES: PropNames<WorkloadGroupProps> = {
  metadata: 'optional',
  entryMetadata: 'optional',
  template: 'required',
  probe: 'optional',
};

/**
 * Workloads outside of Kubernetes that are alike: virtual machines with Istio's agent, for each of which istiod makes a WorkloadEntry when it
 * connects. istiod does so where its environment has `PILOT_ENABLE_WORKLOAD_ENTRY_AUTOREGISTRATION`, which is the default.
 *
 * Source: https://istio.io/latest/docs/reference/config/networking/workload-group/
 */
export class WorkloadGroup extends Resource {
  /** @throws InvalidProps when a field is one that Istio refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: WorkloadGroupProps,
  ) {
    refuseProps(pathOf(scope, id), NAMES, definition);
    super(scope, id, Api.GVK, definition.metadata);
    refuseSpec(this, this.toSpec(), workloadGroupProblems);
  }

  /**
   * The labels by which a ServiceEntry of its namespace picks the workloads.
   * @throws InvalidProps when they have none
   */
  get workloadSelector(): WorkloadLabels {
    const labels = this.definition.entryMetadata?.labels ?? {};
    return { labels: distinctLabels(this.node.path, 'entryMetadata.labels', labels) };
  }

  protected override toSpec(): Wire<WorkloadGroupSpec> {
    const { entryMetadata: metadata, probe, template } = this.definition;
    const spec = { metadata, template: { ...template, serviceAccount: accountName(template.serviceAccount) }, probe };
    return toWire(spec, this.namespace) as Wire<WorkloadGroupSpec>;
  }
}
