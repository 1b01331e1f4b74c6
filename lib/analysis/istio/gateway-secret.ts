import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { secretsOf } from '../secrets';

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
