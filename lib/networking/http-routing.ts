import type { Construct } from 'constructs';
import { VirtualService as Api, type VirtualServiceSpec } from '../../imports/networking.istio.io';
import { routedProblems, virtualServiceNackProblems, virtualServiceProblems } from '../admission/virtual-service';
import type { NonEmpty } from '../core/one-of';
import { type Problem, refuse } from '../core/problem';
import { Resource, type ResourceProps } from '../core/resource';
import type { Wire } from '../core/wire';
import { delegationProblems } from './delegate-reference';
import { type InjectedFault, injectFaults } from './fault-expansion';
import { type HttpRoute, httpRuleProblems, renderHttpRoute } from './http-route';
import { RuleSections } from './rule-sections';

/** What every VirtualService takes, with hosts and without. */
export interface HttpRoutingProps<Section extends string, Rule extends HttpRoute> extends ResourceProps {
  /**
   * Parts of the rules that others fill by `addRoutes`, in the order in which they apply: a request goes through the rules of the
   * first section, then of the second, and so on, then through those of `http`. In which order they are filled makes no difference.
   * @default none
   */
  readonly sections?: readonly Section[];
  /** Rules for HTTP; the first that matches takes the request. They stand behind those of all `sections`. @default none */
  readonly http?: readonly Rule[];
  /** Namespaces that see the rules: names, `.` for this one, `*` for all. @default by the mesh config, else all */
  readonly exportTo?: readonly string[];
}

/** A VirtualService, as far as it is made of HTTP rules. */
export abstract class HttpRouting<Section extends string, Rule extends HttpRoute> extends Resource {
  private readonly sections: RuleSections<Section, Rule>;
  private readonly faults: InjectedFault[] = [];

  protected constructor(scope: Construct, id: string, { metadata, sections = [], http = [] }: HttpRoutingProps<Section, Rule>) {
    super(scope, id, Api.GVK, metadata);
    this.sections = new RuleSections(sections, http);
  }

  /** Whether the rules are for some gateways and in no sidecar. */
  abstract get isAtGateways(): boolean;

  /** The spec beside its HTTP rules. */
  protected abstract frame(): Wire<VirtualServiceSpec>;

  /** Refuses what is wrong whatever rules come. */
  protected refuseFrame(problems: readonly Problem[] = []): void {
    refuse(this.node.path, [
      ...problems,
      ...this.sections.namingProblems(),
      ...routedProblems(this.frame(), { namespace: this.namespace }),
    ]);
  }

  /** Adds a rule for HTTP behind all that are there. The order of calls counts: it is for those who make the VirtualService. */
  addRoute(route: Rule): void {
    this.sections.add(route);
  }

  /**
   * Fills one of the `sections`, all of it at once. It makes no difference which section is filled first.
   * @param routes in the order in which they apply
   * @throws InvalidProps when there is no such section, or it is filled already
   */
  addRoutes(section: Section, routes: NonEmpty<Rule>): void {
    refuse(this.node.path, this.sections.fill(section, routes));
  }

  /** Used by `FaultInjection`. */
  addFault(fault: InjectedFault): void {
    this.faults.push(fault);
  }

  /** The HTTP rules of all who wrote some, in their order. */
  protected get rules(): readonly Rule[] {
    return this.sections.rules;
  }

  /** The HTTP rules as they stand in YAML, before faults are injected. */
  renderRules(): NonNullable<Wire<VirtualServiceSpec>['http']> {
    return this.render(this.rules);
  }

  private render(rules: readonly HttpRoute[]): NonNullable<Wire<VirtualServiceSpec>['http']> {
    return rules.map((rule) => renderHttpRoute(rule, this.namespace));
  }

  private specWith(http: Wire<VirtualServiceSpec>['http'] = []): Wire<VirtualServiceSpec> {
    return { ...this.frame(), ...(http.length > 0 && { http }) };
  }

  protected override toSpec(): Wire<VirtualServiceSpec> {
    return this.specWith(this.render(injectFaults(this.rules, this.faults).routes));
  }

  protected override check(): Problem[] {
    const { rules } = this;
    const spec = this.specWith(this.renderRules());
    return [
      ...injectFaults(rules, this.faults).problems,
      ...rules.flatMap((rule, i) => [
        ...httpRuleProblems(`http[${i}]`, rule, this),
        ...delegationProblems(`http[${i}].delegate`, rule.delegate, spec.http?.[i]?.match, this),
      ]),
      ...this.sections.problems(),
      ...this.problemsOf(spec, () => [
        ...virtualServiceProblems(spec, { namespace: this.namespace }),
        ...virtualServiceNackProblems(spec),
      ]),
    ];
  }
}
