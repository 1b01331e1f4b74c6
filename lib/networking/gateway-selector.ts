import type { IConstruct } from 'constructs';
import { type Labels, picks } from '../core/labels';
import { PerApp } from '../core/per-app';
import type { Problem } from '../core/problem';
import type { Rendered } from '../core/wire';

/** What makes the pods of a gateway. */
interface GatewayPods extends IConstruct {
  readonly namespace?: string;
}

const gatewayPods = new PerApp<Labels[]>(() => []);

/** The labels by which a Gateway finds the pods that open its ports. They are got from what makes the pods, so they cannot be misspelled. */
export class GatewaySelector implements Rendered {
  private constructor(
    private readonly labels: Labels,
    /** Whether the pods may be none of the program's. */
    readonly outside: boolean,
    /** Namespace of the pods; undefined where it is not known. */
    readonly namespace?: string,
  ) {}

  /**
   * The pods of a gateway of this program.
   * @param gateway the construct that makes the pods
   * @param labels that these pods have, and no others
   */
  static ofPods(gateway: GatewayPods, labels: Labels): GatewaySelector {
    gatewayPods.of(gateway).push(labels);
    return new GatewaySelector(labels, false, gateway.namespace);
  }

  /** Pods that this program does not define, by labels that are taken as they are written. */
  static unchecked(labels: Labels): GatewaySelector {
    return new GatewaySelector(labels, true);
  }

  toWire(): Labels {
    return this.labels;
  }
}

/** Pods that open ports: an IngressGateway, an EgressGateway, or a selector. */
export type GatewayPodsRef = GatewaySelector | { readonly gatewaySelector: GatewaySelector };

function selectorOf(pods: GatewayPodsRef): GatewaySelector | undefined {
  const selector: unknown = pods instanceof GatewaySelector ? pods : pods.gatewaySelector;
  return selector instanceof GatewaySelector ? selector : undefined;
}

/** The namespace of the pods that a Gateway looks for; undefined where it is not known. */
export function podsNamespace(pods: GatewayPodsRef): string | undefined {
  return selectorOf(pods)?.namespace;
}

/** The labels that a Gateway looks for, also those that were forced past the compiler. */
export function selectedLabels(pods: GatewayPodsRef): Labels {
  return selectorOf(pods)?.toWire() ?? (pods as unknown as Labels);
}

/**
 * Problems of the pods that a Gateway looks for.
 * @param gateway in which they stand
 */
export function gatewayPodsProblems(field: string, pods: GatewayPodsRef, gateway: IConstruct): Problem[] {
  const labels = selectedLabels(pods);
  if (selectorOf(pods)?.outside === true) return [];
  const known = gatewayPods.of(gateway);
  if (known.some((pod) => picks(labels, pod))) return [];
  const choice = known.length === 0 ? '' : ` with ${known.map((pod) => JSON.stringify(pod)).join(' or ')}`;
  return [
    {
      field,
      problem: 'matches no gateway pod of this program',
      got: labels,
      fix: `pass the IngressGateway or EgressGateway itself${choice}, or GatewaySelector.unchecked(...) for pods outside of it`,
      code: 'IST0101',
    },
  ];
}
