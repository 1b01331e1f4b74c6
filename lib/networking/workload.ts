import type { IConstruct } from 'constructs';
import type { Labels } from '../core/labels';
import { podMakersIn, servicesIn } from '../core/pod-makers';
import type { Problem } from '../core/problem';
import type { Rendered } from '../core/wire';
import { GatewaySelector } from './gateway-selector';

/** What makes pods: a Deployment or another workload, of cdk8s-plus-27 or not, or a construct with such in it, as a gateway is. */
export type PodMakerRef = IConstruct & {
  readonly resourceType?: 'deployments' | 'statefulsets' | 'daemonsets' | 'jobs' | 'cronjobs' | 'pods';
};

/** What stands for pods: what makes them, the Service before them, a construct with both in it, a gateway, or what is known of them. */
export type WorkloadRef =
  | PodMakerRef
  | (IConstruct & { readonly resourceType: 'services' })
  | { readonly gatewaySelector: GatewaySelector; readonly namespace: string }
  | PlainPods;

/** Pods, by what is known of them. */
export interface PlainPods {
  /** Labels that these pods have, and no others of the namespace. */
  readonly labels: Labels;
  /** @default that of the policy */
  readonly namespace?: string;
}

interface Picked {
  readonly labels: Labels;
  readonly namespace: string | undefined;
}

function isConstruct(ref: object): ref is IConstruct {
  return 'node' in ref;
}

function sharedLabels([first = {}, ...rest]: readonly Labels[]): Labels {
  return Object.fromEntries(Object.entries(first).filter(([key, value]) => rest.every((labels) => labels[key] === value)));
}

function pickedIn(construct: IConstruct): Picked {
  const services = servicesIn(construct).filter(({ selector }) => Object.keys(selector).length > 0);
  const pickers = services.length > 0 ? services : podMakersIn(construct);
  return { labels: sharedLabels(pickers.map(({ selector }) => selector)), namespace: pickers[0]?.namespace };
}

function pick(ref: WorkloadRef): Picked {
  if ('gatewaySelector' in ref && ref.gatewaySelector instanceof GatewaySelector) {
    return { labels: ref.gatewaySelector.toWire(), namespace: ref.namespace };
  }
  if (isConstruct(ref)) return pickedIn(ref);
  const { labels, namespace } = ref as PlainPods;
  return { labels, namespace };
}

/**
 * The pods that a policy or a rule is for, got from what makes them, so that their labels cannot be misspelled. They are read when the
 * manifest is asked for.
 */
export class Workload implements Rendered {
  private constructor(
    private readonly ref: WorkloadRef,
    private readonly outside: boolean,
  ) {}

  /** The pods of a workload of this program. */
  static of(workload: WorkloadRef): Workload {
    return new Workload(workload, false);
  }

  /** Pods that this program does not define, by labels that are taken as they are written. */
  static unchecked(labels: Labels): Workload {
    return new Workload({ labels }, true);
  }

  /** Labels that the pods have, and no others of the namespace. */
  get labels(): Labels {
    return pick(this.ref).labels;
  }

  /** Namespace of the pods; undefined leaves it to the policy. */
  get namespace(): string | undefined {
    return pick(this.ref).namespace;
  }

  /**
   * Problems of the pods as those that an object is for.
   * @param namespace of the object
   */
  problems(field: string, namespace: string | undefined): Problem[] {
    if (this.outside) return [];
    const picked = pick(this.ref);
    if (Object.keys(picked.labels ?? {}).length === 0) {
      const fix = 'pass one workload or Service whose pods have labels of their own, or Workload.unchecked(...)';
      return [{ field, problem: 'has no labels by which its pods could be told from others', fix }];
    }
    if (picked.namespace === undefined || namespace === undefined || picked.namespace === namespace) return [];
    const fix = `put the policy in namespace ${picked.namespace}; in the mesh's root namespace write matchLabels`;
    return [{ field, problem: `is a workload of another namespace than ${namespace}`, got: picked.namespace, fix }];
  }

  toWire(): { readonly matchLabels: Labels } {
    return { matchLabels: this.labels };
  }
}
