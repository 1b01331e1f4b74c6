import type { Mesh } from '../../model';
import { mapsOf } from '../../model/mesh-object';
import { workloadOf } from '../../model/workload';
import type { Report, Rule } from '../rule';

const VARIABLE = 'BLOCKED_CIDRS_IN_JWKS_URIS';

function* find(mesh: Mesh): Iterable<Report> {
  const authentications = mesh.of('security.istio.io/RequestAuthentication');
  if (authentications.length === 0) return;
  for (const on of mesh.objectsOf('apps/Deployment')) {
    if (on.labels['app'] !== 'istiod') continue;
    const containers = workloadOf(on, mesh.namespace(on.namespace))?.containers ?? [];
    const isRestricted = containers.some(({ env }) =>
      mapsOf(env).some(({ name, value }) => name === VARIABLE && typeof value === 'string' && value !== ''),
    );
    if (isRestricted) continue;
    const got = authentications.length;
    yield { on, problem: `does not set ${VARIABLE}, though RequestAuthentications make it fetch keys`, got };
  }
}

export const jwksFetch: Rule = {
  code: 'IST0175',
  level: 'warning',
  title: 'istiod fetches keys from anywhere',
  explanation:
    'istiod fetches the URL in jwksUri of a RequestAuthentication from where it runs. Without a list of addresses that it must not ask, whoever may write RequestAuthentications can have it ask services inside of the cluster or of the cloud.',
  fix: 'set BLOCKED_CIDRS_IN_JWKS_URIS in the environment of istiod to the ranges that it must not ask',
  find,
};
