import type { Manifest } from '../core/manifest';
import { webhooksOf } from './readiness';
import { groupOf, type RenderedStage } from './rendered-stage';

/** A rule of Argo CD for fields that somebody else writes. */
export interface IgnoredDifference {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly jqPathExpressions: readonly string[];
}

/** istiod writes both into the webhooks with its label. */
function webhookPaths(manifest: Manifest): string[] {
  if (manifest.metadata.labels?.['istio.io/rev'] === undefined) return [];
  const webhooks = webhooksOf(manifest);
  const opens =
    manifest.kind === 'ValidatingWebhookConfiguration' && webhooks.some((webhook) => webhook.failurePolicy === 'Ignore');
  return [
    ...(opens ? ['.webhooks[].failurePolicy'] : []),
    ...(webhooks.some(({ clientConfig }) => clientConfig?.caBundle !== undefined) ? ['.webhooks[].clientConfig.caBundle'] : []),
  ];
}

interface Scaling {
  readonly scaleTargetRef: { readonly apiVersion?: string; readonly kind: string; readonly name: string };
}

function isScaled(manifest: Manifest, objects: readonly Manifest[]): boolean {
  return objects.some(({ kind, metadata, spec }) => {
    if (kind !== 'HorizontalPodAutoscaler' || metadata.namespace !== manifest.metadata.namespace) return false;
    const { scaleTargetRef } = spec as Scaling;
    return scaleTargetRef.kind === manifest.kind && scaleTargetRef.name === manifest.metadata.name;
  });
}

/** The fields that the manifests give a value, and the running mesh another one: none where the manifests leave them out. */
export function ignoredDifferences(stages: readonly RenderedStage[]): IgnoredDifference[] {
  const objects = stages.flatMap((stage) => stage.objects);
  return objects.flatMap((object) => {
    const replicas = (object['spec'] as { readonly replicas?: number } | undefined)?.replicas;
    const paths = [...webhookPaths(object), ...(replicas !== undefined && isScaled(object, objects) ? ['.spec.replicas'] : [])];
    if (paths.length === 0) return [];
    const { name, namespace } = object.metadata;
    return [
      {
        group: groupOf(object),
        kind: object.kind,
        name,
        ...(namespace === undefined ? {} : { namespace }),
        jqPathExpressions: paths,
      },
    ];
  });
}
