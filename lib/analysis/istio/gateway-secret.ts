import type { Mesh, MeshObject } from '../../model';
import { mapOf, textOf } from '../../model/mesh-object';
import type { Report, Rule } from '../rule';

/** Objects of which a controller makes a Secret, and where they say its name; otherwise it has theirs. */
const MAKERS: Readonly<Record<string, (object: MeshObject) => string | undefined>> = {
  'cert-manager.io/Certificate': ({ spec }) => textOf(mapOf(spec).secretName),
  'external-secrets.io/ExternalSecret': ({ spec }) => textOf(mapOf(mapOf(spec).target).name),
  'bitnami.com/SealedSecret': ({ spec }) => textOf(mapOf(mapOf(mapOf(spec).template).metadata).name),
};

/** Names of the Secrets that are there or will be made, each with its namespace. */
function secretsOf(mesh: Mesh): ReadonlySet<string> {
  const made = Object.entries(MAKERS).flatMap(([kind, nameOf]) =>
    mesh.objectsOf(kind).map((object) => `${object.namespace}/${nameOf(object) ?? object.name}`),
  );
  return new Set([...mesh.objectsOf('/Secret').map(({ namespace, name }) => `${namespace}/${name}`), ...made]);
}

function* find(mesh: Mesh): Iterable<Report> {
  const secrets = secretsOf(mesh);
  for (const on of mesh.of('networking.istio.io/Gateway')) {
    const { selector = {}, servers = [] } = on.spec;
    if (!servers.some(({ tls }) => (tls?.credentialName ?? '') !== '')) continue;
    const namespaces = [...new Set(mesh.workloadsWith(selector).map(({ namespace }) => namespace))];
    for (const [i, { tls }] of servers.entries()) {
      const { credentialName: got = '' } = tls ?? {};
      if (got === '') continue;
      const lacking = namespaces.find((namespace) => !secrets.has(got.includes('/') ? got : `${namespace}/${got}`));
      if (lacking === undefined) continue;
      const field = `spec.servers[${i}].tls.credentialName`;
      yield { on, field, problem: `is no Secret of namespace ${lacking}, where the pods of the gateway are`, got };
    }
  }
}

export const gatewaySecret: Rule = {
  code: 'IST0101',
  level: 'error',
  title: 'Gateway without its certificate',
  explanation:
    'A server of a Gateway names a Secret that is not in the namespace of the pods of the gateway, so it has no certificate, and clients are reset. ' +
    'The Secret of a Certificate, ExternalSecret or SealedSecret counts as one that is there.',
  fix: 'put the Secret, or what makes it, into the namespace of the pods of the gateway',
  find,
};
