import { nearName } from '../../core/near-name';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { sourceValues } from '../source-values';

/** Namespaces that every cluster with Istio has. */
const ALWAYS_THERE: readonly string[] = ['default', 'istio-system'];

const LISTS = ['namespaces', 'notNamespaces'] as const;

/** Whether a namespace is one that a pattern means: `*`, `prod-*`, `*-prod`, or a name in any letters. */
function means(pattern: string, namespaces: ReadonlySet<string>, lowerCase: ReadonlySet<string>): boolean {
  if (pattern === '*') return true;
  if (pattern.startsWith('*')) return [...namespaces].some((name) => name.endsWith(pattern.slice(1)));
  if (pattern.endsWith('*')) return [...namespaces].some((name) => name.startsWith(pattern.slice(0, -1)));
  return lowerCase.has(pattern.toLowerCase());
}

function* find(mesh: Mesh): Iterable<Report> {
  const made = [...mesh.namespaces.values()].filter(({ object }) => object !== undefined).map(({ name }) => name);
  const namespaces = new Set([...made, ...ALWAYS_THERE]);
  const lowerCase = new Set([...namespaces].map((name) => name.toLowerCase()));
  const known = new Map<string, boolean>();
  for (const on of mesh.of('security.istio.io/AuthorizationPolicy')) {
    for (const { field, value: got } of sourceValues(on, LISTS)) {
      const isThere = known.get(got) ?? means(got, namespaces, lowerCase);
      known.set(got, isThere);
      if (isThere) continue;
      const near = nearName(got, namespaces);
      const fix = near === undefined ? {} : { fix: `did you mean ${near}?` };
      yield { on, field, problem: 'is no namespace of the mesh', got, ...fix };
    }
  }
}

export const sourceNamespace: Rule = {
  code: 'IST0101',
  level: 'error',
  title: 'Requests from a namespace that does not exist',
  explanation:
    'An AuthorizationPolicy tells requests apart by a namespace that is not there, so no request is ever from it. A * stands for any text, at the beginning or at the end.',
  fix: 'name a namespace of the mesh',
  kiali: ['KIA0101'],
  find,
};
