import type { ManifestMetadata } from '../../core/manifest';
import { commonLabels, type Labels } from '../labels';
import { given } from '../values';
import type { ZtunnelValues } from './values';

/** Name of the objects where nothing else is said. */
export const DEFAULT_NAME = 'ztunnel';

/** The label by which the pods are found. */
export const POD_LABELS: Labels = { app: 'ztunnel' };

/** ztunnel with its place: what every object of it is made from. */
export interface ZtunnelAgent {
  /** Name of the release that the objects are part of. */
  readonly release: string;
  readonly namespace: string;
  readonly values: ZtunnelValues;
}

/** Name of the objects. */
export function nameOf({ resourceName }: ZtunnelValues): string {
  return given(resourceName) ?? DEFAULT_NAME;
}

/** Labels that every object has. */
export function sharedLabels(release: string): Labels {
  return { 'app.kubernetes.io/name': 'ztunnel', ...commonLabels(release) };
}

/** What `install.operator.istio.io/owning-resource` and uninstalling go by. */
export function ownerLabel({ ownerName }: ZtunnelValues): Labels {
  return { 'install.operator.istio.io/owning-resource': given(ownerName) ?? 'unknown' };
}

/** The user's annotations, and the revision. */
export function annotations({ annotations, revision }: ZtunnelValues): Labels | undefined {
  return given({ ...annotations, ...(revision !== '' && { 'istio.io/rev': revision }) });
}

/** Metadata of an object in the namespace of ztunnel. */
export function namespacedMetadata({ release, namespace, values }: ZtunnelAgent): ManifestMetadata {
  return {
    name: nameOf(values),
    namespace,
    labels: { ...sharedLabels(release), ...values.labels },
    annotations: annotations(values),
  };
}
