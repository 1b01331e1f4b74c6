import { refusals } from '../../admission/rules-of-kind';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

/** Which versions a cluster serves of the Gateway API depends on the channel that is installed there. */
const OF_CHANNELS = 'gateway.networking.k8s.io';

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.objects) {
    for (const { field, problem, got, fix } of refusals(on.manifest, on)) {
      if (on.group !== OF_CHANNELS || field !== 'apiVersion') yield { on, field, problem, got, fix };
    }
  }
}

export const refused: Rule = {
  code: 'IST0106',
  level: 'error',
  title: 'Object that the cluster refuses',
  explanation:
    'The API server refuses an object by the schema of its kind, or the webhook of istiod does by its rules. Where neither is asked, istiod may leave it out, or a proxy may refuse what becomes of it.',
  fix: 'write what the kind has and takes',
  kiali: ['KIA1503'],
  find,
};
