import type { Manifest } from '../core/manifest';
import { groupOf, isCrd, type RenderedStage } from './rendered-stage';

const WORKLOADS = ['Deployment', 'DaemonSet', 'StatefulSet'];

interface Webhook {
  readonly clientConfig?: {
    readonly caBundle?: string;
    readonly service?: { readonly name: string; readonly namespace: string };
  };
}

/** The webhooks of a webhook configuration; of other objects none. */
export function webhooksOf(manifest: Manifest): readonly (Webhook & { readonly failurePolicy?: string })[] {
  const isConfiguration = groupOf(manifest) === 'admissionregistration.k8s.io' && 'webhooks' in manifest;
  return isConfiguration ? ((manifest['webhooks'] ?? []) as Webhook[]) : [];
}

/** Whether `kubectl rollout status` and health checks of tools come to an end: not where pods are replaced by hand. */
function rollsOut(manifest: Manifest): boolean {
  const spec = manifest['spec'] as
    | { readonly updateStrategy?: { readonly type?: string }; readonly paused?: boolean }
    | undefined;
  return spec?.updateStrategy?.type !== 'OnDelete' && spec?.paused !== true;
}

export function workloadsOf({ objects }: RenderedStage): Manifest[] {
  return objects.filter((object) => WORKLOADS.includes(object.kind) && groupOf(object) === 'apps' && rollsOut(object));
}

export function crdsOf({ objects }: RenderedStage): Manifest[] {
  return objects.filter(isCrd);
}

/** Webhooks of an istiod of the program, which answer only when it has written its certificate into them. */
export function istiodWebhooksOf({ objects }: RenderedStage, all: readonly RenderedStage[]): Manifest[] {
  const isHere = (name: string, namespace: string) =>
    all.some((stage) =>
      stage.objects.some(
        ({ kind, metadata }) => kind === 'Service' && metadata.name === name && metadata.namespace === namespace,
      ),
    );
  return objects.filter((object) => {
    if (object.metadata.labels?.['istio.io/rev'] === undefined) return false;
    const webhooks = webhooksOf(object);
    return webhooks.some(
      ({ clientConfig }) =>
        clientConfig?.caBundle === undefined &&
        clientConfig?.service !== undefined &&
        isHere(clientConfig.service.name, clientConfig.service.namespace),
    );
  });
}
