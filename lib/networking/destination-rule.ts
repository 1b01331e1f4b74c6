import type { Construct } from 'constructs';
import { DestinationRule as Api, type DestinationRuleSpec } from '../../imports/networking.istio.io';
import { exportBeyondProblems, exportToProblems } from '../admission/export-to';
import { dnsLabelProblems, hostProblems } from '../admission/hosts';
import { type Labels, labelProblems } from '../core/labels';
import type { AtMostOneOf } from '../core/one-of';
import { type Problem, refuse } from '../core/problem';
import { Resource, type ResourceProps } from '../core/resource';
import { toWire, type Wire } from '../core/wire';
import { type WorkloadSelector, workloadSelectorProblems } from '../core/workload-selector';
import { Destination } from './destination';
import { ServiceHost, type ServiceRef } from './service-host';
import { defineSubsets } from './subset-index';
import { type TrafficPolicy, trafficPolicyProblems } from './traffic-policy';

/** Some of the pods of a host. */
export type SubsetProps = AtMostOneOf<{
  /** The pods that are labelled with this `version`. */
  version: string;
  /** Labels of the pods, all of which they must have. @default every pod, for a subset that only has its own `trafficPolicy` */
  labels: Labels;
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
  readonly workloadSelector?: WorkloadSelector;
}

function hostOf(host: string | ServiceHost | ServiceRef, namespace: string | undefined): ServiceHost {
  if (typeof host === 'string') return new ServiceHost(host, namespace);
  return host instanceof ServiceHost ? host : ServiceHost.of(host);
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
    super(scope, id, Api.GVK, definition.metadata);
    this.host = hostOf(definition.host, this.namespace);
    refuse(this.node.path, this.problems());
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
   * @param port number of the host's port; may be left out where it has only one
   * @throws InvalidProps when the rule has no such subset
   */
  subset(name: Subset, port?: number): Destination {
    const names = this.subsets.map(([known]) => known);
    if (!names.includes(name)) {
      const fix = names.length === 0 ? 'define it in subsets' : `use one of ${names.join(', ')}, or define it in subsets`;
      refuse(this.node.path, [{ field: 'subset', problem: 'is not defined by this rule', got: name, fix, code: 'IST0101' }]);
    }
    return Destination.of(this.host, name, port);
  }

  /**
   * All pods of the host, as the destination of a route.
   * @param port number of the host's port; may be left out where it has only one
   */
  destination(port?: number): Destination {
    return Destination.of(this.host, undefined, port);
  }

  private get subsets(): [string, SubsetProps][] {
    return Object.entries<SubsetProps>(this.definition.subsets ?? {});
  }

  private problems(): Problem[] {
    const { trafficPolicy, exportTo, workloadSelector } = this.definition;
    return [
      ...hostProblems('host', this.host.name),
      ...trafficPolicyProblems('trafficPolicy', trafficPolicy, this.namespace),
      ...this.subsets.flatMap(([name, subset]) => [
        ...dnsLabelProblems(`subsets.${name}`, name),
        ...labelProblems(`subsets.${name}.labels`, subset.labels),
        ...labelProblems(`subsets.${name}`, subset.version === undefined ? {} : { version: subset.version }),
        ...trafficPolicyProblems(`subsets.${name}.trafficPolicy`, subset.trafficPolicy, this.namespace),
      ]),
      ...exportToProblems('exportTo', exportTo, { namespace: this.namespace }),
      ...(workloadSelector === undefined ? [] : exportBeyondProblems('exportTo', exportTo, this.namespace)),
      ...workloadSelectorProblems('workloadSelector', workloadSelector),
    ];
  }

  protected override toSpec(): Wire<DestinationRuleSpec> {
    const subsets = this.subsets.map(([name, { version, labels, ...subset }]) => ({
      name,
      labels: version === undefined ? labels : { version },
      ...subset,
    }));
    const spec = { ...this.definition, metadata: undefined, host: this.host, subsets: this.definition.subsets && subsets };
    return toWire(spec, this.namespace) as Wire<DestinationRuleSpec>;
  }
}
