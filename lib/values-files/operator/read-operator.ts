import { isTree, merged, type Tree, treeOf, valueAt } from '../../core/tree';
import { BadInput } from '../bad-input';
import { readTree } from '../read-tree';
import type { Part } from '../user-values';
import { OPERATOR } from './kinds';
import { profileSpec } from './profiles';
import { withSetFlag } from './set-flag';

/** What becomes a value of the charts, where the values themselves do not say it. */
const TRANSLATED: readonly (readonly [string, readonly string[]])[] = [
  ['hub', ['global', 'hub']],
  ['tag', ['global', 'tag']],
  ['revision', ['revision']],
  ['compatibilityVersion', ['compatibilityVersion']],
];

/**
 * The spec with all that the charts read under `values`. What the values themselves say is stronger than the spec, but for the mesh
 * configuration and for what depends on the choice of parts.
 */
function canonical(spec: Tree, userValues: Tree): Tree {
  const translated = TRANSLATED.flatMap(([name, path]) => (spec[name] === undefined ? [] : [treeOf(path, spec[name])]));
  const enabled = (component: string) => valueAt(spec, ['components', component, 'enabled']) === true;
  const parts = { pilot: { enabled: enabled('pilot'), cni: { enabled: enabled('cni') } } };
  const meshConfig = isTree(spec['meshConfig']) ? { meshConfig: spec['meshConfig'] } : {};
  const unvalidated = isTree(spec['unvalidatedValues']) ? spec['unvalidatedValues'] : {};
  const below = isTree(spec['values']) ? spec['values'] : {};
  const values = [...translated, userValues, meshConfig, parts, unvalidated].reduce<Tree>((all, one) => merged(all, one), below);
  return { ...spec, values };
}

function checked({ source, tree }: Part, ignoreUnknown: boolean): Tree {
  const { unknown, wrong, tree: read } = readTree(OPERATOR, tree['spec'] === null ? { ...tree, spec: {} } : tree);
  const problems = ignoreUnknown ? wrong : [...unknown, ...wrong];
  if (problems.length > 0) throw new BadInput(source, problems);
  return read;
}

/**
 * The spec of an IstioOperator as istioctl understands it: the profile, over it the files, over them the options.
 * @throws BadInput with everything that has no meaning in it
 */
export function readOperator(files: readonly Part[], set: readonly string[], ignoreUnknown: boolean): Tree {
  const specs = files.map((file) => checked(file, ignoreUnknown)['spec']).filter(isTree);
  const ofFiles = specs.reduce<Tree>((below, above) => merged(below, above), {});
  const written = set.reduce((before, flag) => {
    const after = withSetFlag(before, flag);
    checked({ source: `--set ${flag}`, tree: { spec: after } }, ignoreUnknown);
    return after;
  }, ofFiles);
  const { tree: read } = readTree(OPERATOR, { spec: written });
  const user = read['spec'] as Tree;
  const profile = typeof user['profile'] === 'string' && user['profile'] !== '' ? user['profile'] : 'default';
  return canonical(merged(profileSpec(profile), user), isTree(user['values']) ? user['values'] : {});
}
