import type { Construct } from 'constructs';
import { DestinationRule as Api, type DestinationRuleSpec } from '../../imports/networking.istio.io';
import { destinationRuleNackProblems, destinationRuleProblems } from '../admission/destination-rule';
import type { Labels } from '../core/labels';
import type { AtMostOneOf } from '../core/one-of';
import { type Problem, refuse } from '../core/problem';
import { missingProblems, type PropNames, pathOf, propProblems } from '../core/prop-names';
import { refuseSpec } from '../core/refuse-spec';
import { Resource, type ResourceProps } from '../core/resource';
import { placeOf } from '../core/tree';
import { toWire, type Wire } from '../core/wire';
import type { WorkloadSelector } from '../core/workload-selector';
import { Destination } from './destination';
import { hostOf, type ServiceHost, type ServiceRef } from './service-host';
import { defineSubsets } from './subset-index';
import { clientSecretProblems, policyPortProblems, type TrafficPolicy, trafficPolicyFields } from './traffic-policy';
import { Workload, type WorkloadRef } from './workload';

/** Some of the pods of a host. */
export type SubsetProps = AtMostOneOf<{
  /** The pods that are labelled with this `version`. */
  version: string;
  /** Labels of the pods, all of which they must have. @default every pod, for a subset that only has its own `trafficPolicy` */
  labels: Labels;
  /** The pods of a workload: a Deployment of cdk8s-plus-27, for one. Their labels are read from it. */
  workload: WorkloadRef;
}> & {
  /** Settings of the traffic to these pods, each in place of that of the rule. @default those of the rule */
  readonly trafficPolicy?: TrafficPolicy;
};

/** Props of a DestinationRule. */
export interface DestinationRuleProps<Subset extends string = string> extends ResourceProps {
  /** The host that the traffic goes to: a Service, its name in this namespace, or a DNS name, with a `*` at its beginning perhaps. */
  readonly host: string | ServiceHost | ServiceRef;
  /** Settings of the traffic to the host. @default the settings of the mesh */
  readonly trafficPolicy?: TrafficPolicy;
  /** Parts of the host's pods, by name. A VirtualService sends requests to them. @default none */
  readonly subsets?: Readonly<Record<Subset, SubsetProps>>;
  /** Namespaces whose clients follow the rule: names, `.` for this one, `*` for all. @default by the mesh config, else all */
  readonly exportTo?: readonly string[];
  /** The clients, in this namespace, that follow the rule. @default all clients */
  readonly workloadSelector?: WorkloadSelector | Workload;
}

function labelsOf({ version, labels, workload }: SubsetProps): Labels | undefined {
  if (workload !== undefined) return Workload.of(workload).labels;
  return version === undefined ? labels : { version };
}

const SUBSET: PropNames<SubsetProps> = {
  version: 'optional',
  labels: 'optional',
  workload: 'optional',
  trafficPolicy: 'optional',
};

/**
 * Subsets that were forced past the compiler: a misspelt one would be all pods of the host, and the places in a list, as it stands in YAML,
 * would become names.
 */
function subsetsProblems(subsets: object | undefined): Problem[] {
  if (!Array.isArray(subsets)) {
    return Object.entries(subsets ?? {}).flatMap(([name, subset]) => propProblems(SUBSET, subset, placeOf('subsets', name)));
  }
  return [
    { field: 'subsets', problem: 'is a list', got: subsets, fix: "give them by name: { v1: { labels: { version: 'v1' } } }" },
  ];
}

/**
 * What happens to traffic once its destination is chosen: the subsets of a host, and how its pods are called.
 *
 * Source: https://istio.io/latest/docs/reference/config/networking/destination-rule/
 */
export class DestinationRule<Subset extends string = never> extends Resource {
  /** The host that the rule is for. */
  readonly host: ServiceHost;

  /** @throws InvalidProps when a field is one that Istio refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: DestinationRuleProps<Subset>,
  ) {
    refuse(pathOf(scope, id), [...missingProblems(['host'], definition), ...subsetsProblems(definition.subsets)]);
    super(scope, id, Api.GVK, definition.metadata);
    this.host = hostOf(definition.host, this.namespace);
    refuseSpec(this, this.toSpec(), (spec) => [
      ...destinationRuleProblems(spec, { namespace: this.namespace }),
      ...destinationRuleNackProblems(spec),
    ]);
    if (this.subsets.length > 0) {
      defineSubsets(
        this,
        this.host,
        this.subsets.map(([name]) => name),
      );
    }
  }

  /**
   * A subset of the host, as the destination of a route.
   * @param port number of the host's port, or its name where the Service tells its ports; may be left out where it has only one
   * @throws InvalidProps when the rule has no such subset
   */
  subset(name: Subset, port?: number | string): Destination {
    const names = this.subsets.map(([known]) => known);
    if (!names.includes(name)) {
      const fix = names.length === 0 ? 'define it in subsets' : `use one of ${names.join(', ')}, or define it in subsets`;
      refuse(this.node.path, [{ field: 'subset', problem: 'is not defined by this rule', got: name, fix, code: 'IST0101' }]);
    }
    return Destination.of(this.host, name, port);
  }

  /**
   * All pods of the host, as the destination of a route.
   * @param port number of the host's port, or its name where the Service tells its ports; may be left out where it has only one
   */
  destination(port?: number | string): Destination {
    return Destination.of(this.host, undefined, port);
  }

  private get subsets(): [string, SubsetProps][] {
    return Object.entries<SubsetProps>(this.definition.subsets ?? {});
  }

  protected override check(): Problem[] {
    const { trafficPolicy, workloadSelector } = this.definition;
    const policies: [string, TrafficPolicy | undefined][] = [
      ['trafficPolicy', trafficPolicy],
      ...this.subsets.map(([, subset], i): [string, TrafficPolicy | undefined] => [
        `subsets[${i}].trafficPolicy`,
        subset.trafficPolicy,
      ]),
    ];
    const selected = workloadSelector instanceof Workload ? workloadSelector.problems('workloadSelector', this.namespace) : [];
    const pods = this.subsets.flatMap(([, { workload }], i) =>
      workload === undefined ? [] : Workload.of(workload).problems(`subsets[${i}].labels`, undefined),
    );
    return [
      ...selected,
      ...pods,
      ...policies.flatMap(([field, policy]) => [
        ...policyPortProblems(field, policy, this.host),
        ...(workloadSelector === undefined ? [] : clientSecretProblems(field, policy, this.namespace)),
      ]),
    ];
  }

  protected override toSpec(): Wire<DestinationRuleSpec> {
    const { metadata: _, ...props } = this.definition;
    const subsets = this.subsets.map(([name, subset]) => ({
      name,
      labels: labelsOf(subset),
      trafficPolicy: trafficPolicyFields(subset.trafficPolicy),
    }));
    const trafficPolicy = trafficPolicyFields(props.trafficPolicy);
    const spec = { ...props, host: this.host, trafficPolicy, subsets: props.subsets && subsets };
    return toWire(spec, this.namespace) as Wire<DestinationRuleSpec>;
  }
}
