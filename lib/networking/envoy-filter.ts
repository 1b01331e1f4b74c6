import type { Construct } from 'constructs';
import { EnvoyFilter as Api, type EnvoyFilterSpec } from '../../imports/networking.istio.io';
import { envoyFilterProblems } from '../admission/envoy-filter';
import type { NonEmpty } from '../core/one-of';
import type { OneShapeOf } from '../core/one-shape-of';
import type { Problem } from '../core/problem';
import { refuseSpec } from '../core/refuse-spec';
import { Resource, type ResourceProps } from '../core/resource';
import { toWire, type Wire } from '../core/wire';
import type { ConfigPatch } from './envoy-filter-patch';
import { type PolicyTargetRefs, policyTargetProblems } from './policy-target';
import { selectedWorkloads, selectedWorkloadsProblems, type WorkloadLabelsRef } from './selected-workloads';

interface EveryProxy extends ResourceProps {
  /** What is changed, in this order. */
  readonly configPatches: NonEmpty<ConfigPatch>;
  /** Order among EnvoyFilters: smaller ones first; then those of the root namespace, then older ones. From -2147483648. @default 0 */
  readonly priority?: number;
}

interface SomeProxies extends EveryProxy {
  /** The workloads that it is for, in this namespace. @default all; in the root namespace all of the mesh */
  readonly workloadSelector?: WorkloadLabelsRef;
}

interface Targets extends EveryProxy {
  /** Gateways of the Gateway API, or Services behind a waypoint, that it is for. At most 16. @default none */
  readonly targetRefs?: PolicyTargetRefs;
}

/** Props of an EnvoyFilter. */
export type EnvoyFilterProps = OneShapeOf<SomeProxies | Targets>;

/**
 * Changes to Envoy's configuration as istiod makes it, for what no other kind says. It depends on how istiod and Envoy are made, so look at
 * it again with every upgrade.
 *
 * Source: https://istio.io/latest/docs/reference/config/networking/envoy-filter/
 */
export class EnvoyFilter extends Resource {
  /** @throws InvalidProps when a field is one that Istio refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: EnvoyFilterProps,
  ) {
    super(scope, id, Api.GVK, definition.metadata);
    refuseSpec(this, this.toSpec(), envoyFilterProblems);
  }

  protected override check(): Problem[] {
    const { targetRefs, workloadSelector } = this.definition;
    return [
      ...selectedWorkloadsProblems('workloadSelector', workloadSelector, this.namespace),
      ...policyTargetProblems('targetRefs', targetRefs, this.namespace),
    ];
  }

  protected override toSpec(): Wire<EnvoyFilterSpec> {
    const workloadSelector = selectedWorkloads(this.definition.workloadSelector);
    return toWire({ ...this.definition, metadata: undefined, workloadSelector }, this.namespace) as Wire<EnvoyFilterSpec>;
  }
}
