import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { secretsOf } from '../secrets';

/** By these, cert-manager makes the Secrets of the listeners of a Gateway. */
const ISSUERS = ['cert-manager.io/cluster-issuer', 'cert-manager.io/issuer'] as const;

function* find(mesh: Mesh): Iterable<Report> {
  const secrets = secretsOf(mesh);
  for (const kind of ['Gateway', 'ListenerSet'] as const) {
    for (const on of mesh.of(`gateway.networking.k8s.io/${kind}`)) {
      if (ISSUERS.some((annotation) => on.annotations[annotation] !== undefined)) continue;
      for (const [i, { tls }] of (on.spec.listeners ?? []).entries()) {
        for (const [j, ref] of (tls?.certificateRefs ?? []).entries()) {
          const { group = '', kind: referred = 'Secret', namespace = on.namespace, name } = ref;
          const got = `${namespace}/${name}`;
          if (group !== '' || referred !== 'Secret' || secrets.has(got)) continue;
          yield {
            on,
            field: `spec.listeners[${i}].tls.certificateRefs[${j}]`,
            problem: 'is no Secret that the manifests make',
            got,
          };
        }
      }
    }
  }
}

export const listenerCertificate: Rule = {
  code: 'MESH0307',
  level: 'warning',
  title: 'Listener without its certificate',
  explanation:
    'A listener of the Gateway API names a Secret that no manifest makes. Until it is there the listener is not opened. The Secret of a Certificate, ExternalSecret or SealedSecret counts as one that is there, and so does one that cert-manager makes for an annotation of the Gateway.',
  fix: 'correct the name, or add the Secret or what makes it',
  find,
};
