import type { Problem } from '../core/problem';
import { merged, type Tree } from '../core/tree';
import type { Fields } from '../install/kinds/kind';
import { BadInput } from './bad-input';
import { readTree } from './read-tree';
import { readYaml } from './read-yaml';
import { withSetOption } from './set-option';

/** Where values come from, as on the command line of Helm. */
export interface Sources {
  /** Values files, the strongest last. */
  readonly files: readonly string[];
  /** `--set` options, over the files. */
  readonly set: readonly string[];
  /** `--set-string` options, over all else. */
  readonly setString: readonly string[];
}

/** What one source says. */
export interface Part {
  /** The file, or the option. */
  readonly source: string;
  readonly tree: Tree;
}

/** What the files say. */
export function readFiles({ files }: Pick<Sources, 'files'>): Part[] {
  return files.map((file) => ({ source: file, tree: readYaml(file) }));
}

/** What the options say, each on its own. */
function readOptions({ set, setString }: Pick<Sources, 'set' | 'setString'>): Part[] {
  return [
    ...set.map((option) => ({ source: `--set ${option}`, tree: withSetOption({}, option) })),
    ...setString.map((option) => ({ source: `--set-string ${option}`, tree: withSetOption({}, option, true) })),
  ];
}

/** Refuses what has no meaning, in the order of the sources. */
export function checkParts(parts: readonly Part[], accepts: Fields, ignoreUnknown: boolean): void {
  const refused = parts.flatMap(({ source, tree }) => {
    const { unknown, wrong } = readTree(accepts, tree);
    const problems: readonly Problem[] = ignoreUnknown ? wrong : [...unknown, ...wrong];
    return problems.length === 0 ? [] : [new BadInput(source, problems)];
  });
  if (refused.length > 0) throw BadInput.all(refused);
}

/** Everything that the files and then the options say, laid over each other as Helm does. */
export function mergeSources(files: readonly Part[], { set, setString }: Pick<Sources, 'set' | 'setString'>): Tree {
  const ofFiles = files.reduce<Tree>((below, { tree }) => merged(below, tree), {});
  const withSet = set.reduce((tree, option) => withSetOption(tree, option), ofFiles);
  return setString.reduce((tree, option) => withSetOption(tree, option, true), withSet);
}

/**
 * The user's values for a chart.
 * @throws BadInput with everything that has no meaning for the chart
 */
export function userValues(files: readonly Part[], sources: Sources, accepts: Fields, ignoreUnknown: boolean): Tree {
  checkParts([...files, ...readOptions(sources)], accepts, ignoreUnknown);
  return mergeSources(files, sources);
}
