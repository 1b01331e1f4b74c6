import { isDeepStrictEqual } from 'node:util';
import { grouped } from '../../core/grouped';
import { describeSource, type Mesh } from '../../model';
import { placeOf } from '../place';
import type { Report, Rule } from '../rule';

function* find(mesh: Mesh): Iterable<Report> {
  const named = mesh.objects.filter(({ name }) => name !== '');
  const byName = grouped(named, ({ group, kind, namespace, name }) => `${group}/${kind}/${namespace}/${name}`);
  for (const objects of byName.values()) {
    const on = objects.at(-1);
    const [first] = objects;
    if (on === undefined || first === undefined || objects.length === 1) continue;
    const isSame = objects.every(({ manifest }) => isDeepStrictEqual(manifest, on.manifest));
    const problem = isSame ? 'is written more than once' : 'is written more than once, and not the same each time';
    const got = objects.map(({ source }) => describeSource(placeOf({ object: { ...on, source } })));
    yield { on, problem, got, ...(isSame ? { level: 'info' as const } : {}) };
  }
}

export const repeatedObject: Rule = {
  code: 'MESH0804',
  level: 'warning',
  title: 'Object that is written more than once',
  explanation:
    'Two manifests are for one object, and a cluster keeps one: the last that is applied. Which one that is depends on the names of files, and tools of GitOps apply them by turns.',
  fix: 'keep one of them, or give the others names of their own',
  find,
};
