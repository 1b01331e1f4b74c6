import { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { IstioControlPlane } from '../install/istio-control-plane';
import { type InjectObjectProps, injectObject } from './inject-object';
import { type InjectorOfProps, injectorOf } from './injector-of';
import { type KubeObject, WORKLOAD_KINDS } from './workloads';

/** Who injects, and whom. */
export interface InjectAtSynthProps extends Omit<InjectorOfProps, 'mesh'> {
  /** The control plane whose values, templates and mesh configuration count. Its revision is the one that the pods ask. */
  readonly controlPlane: IstioControlPlane;
  /**
   * Only workloads of this namespace.
   * @default every workload below the scope
   */
  readonly namespace?: string;
}

/**
 * Puts the sidecars into the manifests themselves, so that the final pods are in the review and no webhook has to run: every workload
 * below the scope comes out as istiod's webhook would make it, also those that are added later. Labels and annotations of the
 * pods count as they do there. The pods carry `sidecar.istio.io/inject: "false"`, so that no webhook injects them again; not where the
 * CNI plugin is in use, which would leave them alone too: there the webhook makes the same pod once more.
 *
 * What istiod refuses about a pod is reported when the program is validated, with the construct path.
 */
export function injectAtSynth(scope: Construct, { controlPlane, namespace, ...choices }: InjectAtSynthProps): void {
  const injection = { ...injectorOf(controlPlane.values, choices), namespace };
  const adopted = new Set<ApiObject>();
  scope.node.addValidation({
    validate: () => {
      const objects = scope.node.findAll().filter(isWorkload);
      for (const object of objects) {
        if (!adopted.has(object)) adopt(object, injection);
        adopted.add(object);
      }
      return objects.flatMap((object) => refusals(object));
    },
  });
}

function isWorkload(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct) && WORKLOAD_KINDS.has(construct.kind);
}

/** cdk8s validates before it prints, and asks each object for its manifest through this one method, whatever class made it. */
function adopt(object: ApiObject, injection: InjectObjectProps): void {
  const print = object.toJson.bind(object);
  object.toJson = () => {
    const manifest: KubeObject = print();
    const { namespace = injection.namespace } = manifest.metadata ?? {};
    if (injection.namespace !== undefined && namespace !== injection.namespace) return manifest;
    const injected = injectObject(manifest, injection);
    return injected === manifest ? manifest : inOrderOfKeys(injected, manifest);
  };
}

function refusals(object: ApiObject): string[] {
  try {
    object.toJson();
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').map((problem) => `${object.kind} ${object.name}: ${problem}`);
  }
}

/** As cdk8s prints: on top the fields as they were, below them by name. */
function inOrderOfKeys(injected: KubeObject, before: KubeObject): KubeObject {
  return Object.fromEntries(Object.keys(before).map((key) => [key, byName(injected[key])]));
}

function byName(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(byName);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, field]) => [key, byName(field)]));
}
