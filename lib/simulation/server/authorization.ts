import type { Mesh } from '../../model';
import type { MeshObject } from '../../model/mesh-object';
import type { Specs } from '../../model/specs';
import { describeObject } from '../place';
import type { Holds } from './attributes';
import { type PolicedPods, policiesFor } from './policed-workload';
import { ruleHolds } from './policy-rule';
import type { Seen } from './seen';
import { trustDomainsOf } from './trust-domains';

type Policy = MeshObject<Specs['security.istio.io/AuthorizationPolicy']>;

/** A rule that can decide. */
interface Decider {
  readonly holds: Holds;
  readonly why: string;
}

/** A rule whose requests somebody outside decides about. */
interface Asker extends Decider {
  readonly provider: string;
  /** Whether the mesh configuration has the provider, without which all is denied. */
  readonly isKnown: boolean;
}

/** What policies say of a connection or a request. */
export interface Decision {
  readonly isAllowed: boolean;
  /** Providers that are asked, whose answer nobody knows here: it is taken as yes. */
  readonly asked: readonly string[];
  readonly why: readonly string[];
}

const DRY_RUN = 'istio.io/dry-run';
const TRUE = /^(1|t|T|TRUE|true|True)$/;

const isEnforced = ({ annotations }: Policy) => !TRUE.test(annotations[DRY_RUN] ?? '');

/** The policies of pods, for one kind of port. */
export class Authorization {
  readonly #custom: readonly Asker[];
  readonly #deny: readonly Decider[];
  readonly #allow: readonly Decider[];
  readonly #allowing: readonly Policy[];

  /** @param isForRequests whether the proxy reads requests on the port */
  constructor(
    private readonly mesh: Mesh,
    pods: PolicedPods,
    private readonly isForRequests: boolean,
  ) {
    const policies = policiesFor(mesh, 'security.istio.io/AuthorizationPolicy', pods);
    const of = (action: string) => policies.filter(({ spec }) => (spec.action ?? 'ALLOW') === action);
    const enforced = (action: string) => of(action).filter(isEnforced);
    this.#allowing = enforced('ALLOW');
    this.#allow = this.#allowing.flatMap((policy) => this.#rules(policy, true));
    this.#deny = enforced('DENY').flatMap((policy) => this.#rules(policy, false));
    const custom = of('CUSTOM');
    const providers = new Set(custom.map(({ spec }) => spec.provider?.name ?? ''));
    const known = new Set((mesh.settings.extensionProviders ?? []).map(({ name }) => name));
    this.#custom = custom.filter(isEnforced).flatMap((policy) => {
      const provider = policy.spec.provider?.name ?? '';
      const isKnown = providers.size === 1 && known.has(provider);
      return this.#rules(policy, false).map((rule) => ({ ...rule, provider, isKnown }));
    });
  }

  /** Whether nothing is ever denied. */
  get isIdle(): boolean {
    return this.#allowing.length + this.#deny.length + this.#custom.length === 0;
  }

  #rules(policy: Policy, isAllowing: boolean): Decider[] {
    const { isForRequests } = this;
    const trustDomains = trustDomainsOf(this.mesh.settings);
    return (policy.spec.rules ?? []).flatMap((rule, i) => {
      const holds = ruleHolds(rule ?? {}, { trustDomains, namespace: policy.namespace, isForRequests, isAllowing });
      return holds === undefined ? [] : [{ holds, why: `${describeObject(policy)} rules[${i}]` }];
    });
  }

  /** What becomes of what a proxy sees. */
  decide(seen: Seen): Decision {
    const asking = this.#custom.filter(({ holds }) => holds(seen));
    const unknown = asking.find(({ isKnown }) => !isKnown);
    if (unknown !== undefined) {
      const why = `${unknown.why} denies: the mesh configuration has no provider ${unknown.provider} by itself`;
      return { isAllowed: false, asked: [], why: [why] };
    }
    const asked = [...new Set(asking.map(({ provider }) => provider))];
    const whyAsked = asking.map(({ why, provider }) => `${why} asks ${provider}, which is taken to allow it`);
    const denying = this.#deny.find(({ holds }) => holds(seen));
    if (denying !== undefined) return { isAllowed: false, asked, why: [...whyAsked, `${denying.why} denies it`] };
    if (this.#allowing.length === 0) return { isAllowed: true, asked, why: whyAsked };
    const allowing = this.#allow.find(({ holds }) => holds(seen));
    if (allowing !== undefined) return { isAllowed: true, asked, why: [...whyAsked, `${allowing.why} allows it`] };
    const all = this.#allowing.map(describeObject).join(', ');
    return { isAllowed: false, asked, why: [...whyAsked, `no rule allows it: ${all}`] };
  }
}
