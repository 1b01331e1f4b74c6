import type { Labels } from '../../core/labels';
import type { Values } from '../../core/schema/values';
import type { Mesh, MeshObject } from '../../model';
import { mapOf, mapsOf, textOf, textsOf } from '../../model/mesh-object';

export const REVISION = 'istio.io/rev';

/** A webhook of an injector. */
export interface InjectorWebhook {
  readonly on: MeshObject;
  readonly index: number;
  readonly name: string;
  readonly webhook: Values;
}

function selectedRevisions(selector: unknown): string[] {
  const { matchLabels, matchExpressions } = mapOf(selector);
  const exact = textsOf(matchLabels)[REVISION];
  const listed = mapsOf(matchExpressions)
    .filter(({ key }) => key === REVISION)
    .flatMap(({ values }) => (Array.isArray(values) ? values.filter((value) => typeof value === 'string') : []));
  return exact === undefined ? listed : [exact, ...listed];
}

function revisionsOf(labels: Labels, webhooks: readonly Values[]): string[] {
  const own = labels[REVISION];
  const selected = webhooks.flatMap(({ namespaceSelector, objectSelector }) =>
    [namespaceSelector, objectSelector].flatMap(selectedRevisions),
  );
  return own === undefined ? selected : [own, ...selected];
}

/** The webhooks of all injectors, and the revisions that they name: of configurations that name one, or have a webhook of Istio. */
export function injectorWebhooks(mesh: Mesh): { webhooks: readonly InjectorWebhook[]; revisions: ReadonlySet<string> } {
  const revisions = new Set<string>();
  const webhooks = mesh.objectsOf('admissionregistration.k8s.io/MutatingWebhookConfiguration').flatMap((on) => {
    const all = mapsOf(on.manifest.webhooks);
    const own = revisionsOf(on.labels, all);
    for (const revision of own) revisions.add(revision);
    const isOfIstio = own.length > 0 || all.some(({ name }) => textOf(name)?.endsWith('istio.io'));
    return isOfIstio ? all.map((webhook, index) => ({ on, index, name: textOf(webhook.name) ?? '', webhook })) : [];
  });
  return { webhooks, revisions };
}
