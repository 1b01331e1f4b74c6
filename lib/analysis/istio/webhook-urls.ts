import { urlHostname } from '../../admission/go-url';
import type { Mesh, MeshObject } from '../../model';
import { mapOf, mapsOf, textOf } from '../../model/mesh-object';

/** Where a webhook of Istio is asked, when that is no Service. */
export interface WebhookUrl {
  readonly on: MeshObject;
  readonly field: string;
  /** Undefined where nothing is said. */
  readonly url: string | undefined;
  /** Host in the URL; undefined where the URL is none. */
  readonly host: string | undefined;
}

const VALIDATING = /^(istiod-default-validator$|istio-validator)/;
const MUTATING = /^istio-sidecar-injector/;

/** Webhooks of Istio that are not asked at a Service of the cluster. */
export function webhookUrls(mesh: Mesh): WebhookUrl[] {
  const group = 'admissionregistration.k8s.io';
  const configurations = [
    ...mesh.objectsOf(`${group}/ValidatingWebhookConfiguration`).filter(({ name }) => VALIDATING.test(name)),
    ...mesh.objectsOf(`${group}/MutatingWebhookConfiguration`).filter(({ name }) => MUTATING.test(name)),
  ];
  return configurations.flatMap((on) =>
    mapsOf(on.manifest.webhooks).flatMap(({ clientConfig }, index): WebhookUrl[] => {
      const { url: given, service } = mapOf(clientConfig);
      const url = textOf(given);
      if (url === undefined && service !== undefined && service !== null) return [];
      const host = url === undefined ? undefined : urlHostname(url);
      return [{ on, field: `webhooks[${index}].clientConfig${url === undefined ? '' : '.url'}`, url, host }];
    }),
  );
}
