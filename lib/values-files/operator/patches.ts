import type { Manifest } from '../../core/manifest';
import { isTree, type Tree } from '../../core/tree';
import type { K8sSettings } from './component';
import { NoSuchPlace, type OverlayPatch, withOverlay } from './overlay';
import { strategicMerge } from './strategic-merge';

/** The object that most settings are about. */
export interface Workload {
  readonly kind: string;
  readonly name: string;
  readonly container: string;
}

const pod = (spec: Tree): Tree => ({ spec: { template: { spec } } });

const ofPod = (field: string) => (value: unknown) => pod({ [field]: value });

const ofContainer =
  (field: string) =>
  (value: unknown, { container }: Workload) =>
    pod({ containers: [{ name: container, [field]: value }] });

const spec = (value: unknown): Tree => ({ spec: value });

/** What a setting changes: the workload, unless another kind is named. */
const SETTINGS: Readonly<
  Record<string, { readonly kind?: string; readonly patch: (value: unknown, workload: Workload) => Tree }>
> = {
  affinity: { patch: ofPod('affinity') },
  env: { patch: ofContainer('env') },
  hpaSpec: { kind: 'HorizontalPodAutoscaler', patch: spec },
  imagePullPolicy: { patch: ofContainer('imagePullPolicy') },
  nodeSelector: { patch: ofPod('nodeSelector') },
  podDisruptionBudget: { kind: 'PodDisruptionBudget', patch: spec },
  podAnnotations: { patch: (annotations) => ({ spec: { template: { metadata: { annotations } } } }) },
  priorityClassName: { patch: ofPod('priorityClassName') },
  readinessProbe: { patch: ofContainer('readinessProbe') },
  replicaCount: { patch: (replicas) => ({ spec: { replicas } }) },
  resources: { patch: ofContainer('resources') },
  strategy: { patch: (strategy) => ({ spec: { strategy } }) },
  tolerations: { patch: ofPod('tolerations') },
  serviceAnnotations: { kind: 'Service', patch: (annotations) => ({ metadata: { annotations } }) },
  service: { kind: 'Service', patch: spec },
  securityContext: { patch: ofPod('securityContext') },
};

/** A budget names one of the two numbers: the one that is meant by the user. */
function withOneNumber(budget: Tree): Tree {
  const { spec: both } = budget;
  if (!isTree(both) || both['maxUnavailable'] === undefined || both['minAvailable'] === undefined) return budget;
  const { minAvailable: _least, ...others } = both;
  return { ...budget, spec: others };
}

/** The objects of a part with its settings on them; a setting whose object is not there changes nothing. */
export function withSettings(manifests: readonly Manifest[], k8s: K8sSettings, workload: Workload): Manifest[] {
  const wanted = Object.entries(SETTINGS).filter(([name]) => k8s[name] !== undefined);
  return manifests.map((manifest) => {
    if (manifest.metadata.name !== workload.name) return manifest;
    const patches = wanted.filter(([, { kind = workload.kind }]) => kind === manifest.kind);
    const object = patches.reduce<Tree>(
      (below, [name, { patch }]) => strategicMerge(below, patch(k8s[name], workload)),
      manifest,
    );
    return (manifest.kind === 'PodDisruptionBudget' && patches.length > 0 ? withOneNumber(object) : object) as Manifest;
  });
}

/** An overlay that changes nothing, and why. */
export interface IdleOverlay {
  readonly field: string;
  readonly problem: string;
  readonly got: unknown;
}

/**
 * The objects of a part with its overlays on them, and the overlays that changed nothing.
 * @param areInjected whether the pods get their volumes and mounts from the injector, so that a path may name one that is not there yet
 */
export function withOverlays(manifests: readonly Manifest[], { overlays = [] }: K8sSettings, areInjected: boolean) {
  const idle: IdleOverlay[] = [];
  const making = areInjected ? 'makes entries' : 'finds entries';
  const objects = [...manifests];
  overlays.forEach(({ kind, name, patches = [] }, i) => {
    const places = objects.flatMap((object, place) => (object.kind === kind && object.metadata.name === name ? [place] : []));
    if (places.length === 0) {
      idle.push({ field: `overlays[${i}].name`, problem: 'names no object of the part', got: `${kind} ${name}` });
    }
    patches.forEach((patch: OverlayPatch, j) => {
      for (const place of places) {
        try {
          objects[place] = withOverlay(objects[place] as Tree, patch, making) as unknown as Manifest;
        } catch (error) {
          if (!(error instanceof NoSuchPlace)) throw error;
          idle.push({ field: `overlays[${i}].patches[${j}].path`, problem: `leads nowhere: ${error.message}`, got: patch.path });
        }
      }
    });
  });
  return { objects, idle };
}
