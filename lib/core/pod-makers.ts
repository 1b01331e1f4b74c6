import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Labels } from './labels';

/** A port of a container. */
export interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
}

/** An object that makes pods, or a single pod, as it will stand in the cluster. */
export interface PodMaker {
  readonly kind: string;
  readonly name: string;
  /** @default undefined, where kubectl decides */
  readonly namespace: string | undefined;
  /** Labels of the pods. */
  readonly labels: Labels;
  /** The labels among them by which the object finds its pods. */
  readonly selector: Labels;
  /** Name of the account of the pods; undefined leaves it to `default`. */
  readonly serviceAccount: string | undefined;
  readonly ports: readonly ContainerPort[];
}

/** A port of a Service. */
export interface ServicePortManifest {
  readonly name?: string;
  readonly port: number;
  /** Number, or name of a port of the containers. @default `port` */
  readonly targetPort?: number | string;
}

/** A Service, as it will stand in the cluster. */
export interface ServiceManifest {
  readonly name: string;
  /** @default undefined, where kubectl decides */
  readonly namespace: string | undefined;
  /** Labels of the pods behind it. Without any, something else says what is behind it. */
  readonly selector: Labels;
  readonly ports: readonly ServicePortManifest[];
}

interface PodTemplate {
  readonly metadata?: { readonly labels?: Labels };
  readonly spec?: {
    readonly serviceAccountName?: string;
    readonly containers?: readonly { readonly ports?: readonly ContainerPort[] }[];
  };
}

interface Workload {
  readonly metadata?: { readonly labels?: Labels };
  readonly spec?: PodTemplate['spec'] & {
    readonly selector?: { readonly matchLabels?: Labels };
    readonly template?: PodTemplate;
    readonly jobTemplate?: { readonly spec?: { readonly template?: PodTemplate } };
  };
}

const templateOf: Readonly<Record<string, (object: Workload) => PodTemplate | undefined>> = {
  Pod: (pod) => pod,
  Deployment: ({ spec }) => spec?.template,
  StatefulSet: ({ spec }) => spec?.template,
  DaemonSet: ({ spec }) => spec?.template,
  ReplicaSet: ({ spec }) => spec?.template,
  Job: ({ spec }) => spec?.template,
  CronJob: ({ spec }) => spec?.jobTemplate?.spec?.template,
};

function objectsIn(construct: IConstruct): ApiObject[] {
  return construct.node.findAll().filter((child): child is ApiObject => ApiObject.isApiObject(child));
}

/** What makes pods, of the construct and all that is in it. */
export function podMakersIn(construct: IConstruct): PodMaker[] {
  return objectsIn(construct).flatMap((object): PodMaker[] => {
    const template = templateOf[object.kind];
    if (template === undefined) return [];
    const manifest = object.toJson() as Workload;
    const { metadata, spec } = template(manifest) ?? {};
    const labels = metadata?.labels ?? {};
    return [
      {
        kind: object.kind,
        name: object.name,
        namespace: object.metadata.namespace,
        labels,
        selector: manifest.spec?.selector?.matchLabels ?? labels,
        serviceAccount: spec?.serviceAccountName,
        ports: (spec?.containers ?? []).flatMap(({ ports = [] }) => ports),
      },
    ];
  });
}

/** Services, of the construct and all that is in it. */
export function servicesIn(construct: IConstruct): ServiceManifest[] {
  return objectsIn(construct)
    .filter(({ kind, apiGroup }) => kind === 'Service' && apiGroup === 'core')
    .map((object) => {
      const { spec } = object.toJson() as { spec?: { selector?: Labels; ports?: ServicePortManifest[] } };
      const { name, metadata } = object;
      return { name, namespace: metadata.namespace, selector: spec?.selector ?? {}, ports: spec?.ports ?? [] };
    });
}
