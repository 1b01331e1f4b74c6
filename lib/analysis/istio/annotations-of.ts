import type { Labels } from '../../core/labels';
import type { Mesh, MeshObject } from '../../model';
import { podFieldPath } from '../pod-field';
import type { Report } from '../rule';

/** An annotation by which something is said to Istio, and where it stands. */
export interface PlacedAnnotation {
  readonly on: MeshObject;
  /** Kind that the annotation is read from: `Pod` for those of a template. */
  readonly kind: string;
  readonly name: string;
  readonly value: string;
  readonly field: string;
  /** Labels that stand beside it. */
  readonly labels: Labels;
}

/** Written by Istio itself. */
const IGNORED: ReadonlySet<string> = new Set(['sidecar.istio.io/status', 'gateway.istio.io/controller-version', 'istio.io/rev']);

function isOfIstio(name: string): boolean {
  return name === 'kubernetes.io/ingress.class' || (name.split('/')[0] ?? '').endsWith('istio.io');
}

function* placed(on: MeshObject, kind: string, annotations: Labels, labels: Labels, place: string): Iterable<PlacedAnnotation> {
  for (const [name, value] of Object.entries(annotations)) {
    if (!isOfIstio(name) || IGNORED.has(name)) continue;
    yield { on, kind, name, value, field: `${place}["${name}"]`, labels };
  }
}

/** Annotations of Namespaces, Services and Deployments themselves, and of all pods, that are Istio's by their name. */
export function* istioAnnotations(mesh: Mesh): Iterable<PlacedAnnotation> {
  for (const kind of ['/Namespace', '/Service', 'apps/Deployment']) {
    for (const object of mesh.objectsOf(kind)) {
      yield* placed(object, object.kind, object.annotations, object.labels, 'metadata.annotations');
    }
  }
  for (const workload of mesh.workloads) {
    const { object, annotations, labels } = workload;
    yield* placed(object, 'Pod', annotations, labels, podFieldPath(workload, 'metadata.annotations'));
  }
}

/** The annotation that a report is about. */
export function nameIn({ field = '' }: Report): string {
  return field.slice(field.indexOf('['));
}
