import type { IConstruct } from 'constructs';
import { type Labels, picks } from '../../core/labels';
import type { NonEmpty } from '../../core/one-of';
import { type PodMaker, podMakersIn, type ServiceManifest, servicesIn } from '../../core/pod-makers';
import { type PlainPods, type PodMakerRef, Workload, type WorkloadRef } from '../../networking/workload';
import type { ServiceAccountObject } from '../../security/service-account';
import { knownObjects } from './known-objects';

/** A workload that is not a construct, by what the graph needs to know of it. */
export interface PlainWorkload extends PlainPods {
  readonly namespace: string;
  /** The account of the pods, which no other workload has. */
  readonly serviceAccount: ServiceAccountObject;
  /** The Service before the pods. @default none: the workload calls, and is not called */
  readonly service?: {
    readonly name: string;
    /** Ports of the Service. `targetPort` is the pod's. */
    readonly ports: NonEmpty<{ readonly port: number; readonly targetPort?: number }>;
  };
}

/**
 * A workload of a graph: a Deployment or such, a Service, or a construct with both in it, as a microservice of bookinfo is. What is not in
 * the construct is looked for in the program: the Services before the pods, the pods behind a Service.
 */
export type GraphRef = PodMakerRef | Extract<WorkloadRef, { readonly resourceType: 'services' }> | PlainWorkload;

/** All that a graph has to know of a workload, as it will stand in the cluster. */
export interface GraphPods {
  /** Labels that the pods have, and no others of the namespace. */
  readonly labels: Labels;
  readonly namespace: string | undefined;
  readonly makers: readonly Pick<PodMaker, 'kind' | 'name' | 'namespace' | 'serviceAccount' | 'ports'>[];
  readonly services: readonly ServiceManifest[];
  /** What else of the program the labels pick, as `<kind> <name>`. */
  readonly strangers: readonly string[];
}

/** Whether it is a construct, and not a description. */
export function isConstruct(ref: GraphRef): ref is Extract<GraphRef, IConstruct> {
  return 'node' in ref;
}

function plainPods({ labels, namespace, service, serviceAccount }: PlainWorkload): GraphPods {
  const maker = { kind: 'workload', name: service?.name ?? serviceAccount.name, namespace, serviceAccount: serviceAccount.name };
  return {
    labels,
    namespace,
    makers: [{ ...maker, ports: [] }],
    services: service === undefined ? [] : [{ name: service.name, namespace, selector: labels, ports: service.ports }],
    strangers: [],
  };
}

function areBehind({ namespace, selector }: ServiceManifest, maker: PodMaker): boolean {
  return Object.keys(selector).length > 0 && namespace === maker.namespace && picks(selector, maker.labels);
}

function titleOf({ kind, name }: Pick<PodMaker, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}

/** What is known of a workload now. */
export function podsOf(ref: GraphRef): GraphPods {
  if (!isConstruct(ref)) return plainPods(ref);
  const { labels, namespace } = Workload.of(ref);
  const ownMakers = podMakersIn(ref);
  const ownServices = servicesIn(ref);
  const makers =
    ownMakers.length > 0
      ? ownMakers
      : knownObjects(ref).makers.filter((maker) => ownServices.some((service) => areBehind(service, maker)));
  const services =
    ownServices.length > 0
      ? ownServices
      : knownObjects(ref).services.filter((service) => makers.some((maker) => areBehind(service, maker)));
  const own = makers.map(titleOf);
  const picked = knownObjects(ref).makers.filter((maker) => maker.namespace === namespace && picks(labels, maker.labels));
  return { labels, namespace, makers, services, strangers: picked.map(titleOf).filter((title) => !own.includes(title)) };
}
