import { isTree, merged, type Tree, valueAt } from '../../core/tree';
import { COMPATIBILITY_VERSIONS, compatibilityOverrides } from '../../install/compatibility';
import { CNI_VALUES, ISTIOD_VALUES } from '../../install/kinds/chart-values';
import { type Fields, fields, type Kind, oneOf } from '../../install/kinds/kind';
import { PLATFORM } from '../../install/kinds/kubernetes-kinds';
import { PLATFORMS } from '../../install/platforms';
import { CHART_PROFILES } from '../../install/profiles';
import { readTree } from '../read-tree';

const named = (names: readonly string[]) =>
  oneOf({ ...Object.fromEntries(names.map((name) => [name, true as const])), '': true });

const PROFILE = named(Object.keys(CHART_PROFILES));

/** What stands under `global`, which is for all charts, whether or not one of them reads it. */
const GLOBAL: Readonly<Record<string, Kind>> = {
  ...(CNI_VALUES.fields['global'] as Fields).fields,
  ...(ISTIOD_VALUES.fields['global'] as Fields).fields,
  profile: PROFILE,
};

/** What every chart accepts. */
export const SHARED = {
  profile: PROFILE,
  platform: PLATFORM,
  compatibilityVersion: named(COMPATIBILITY_VERSIONS),
  global: fields(GLOBAL),
};

/** The first text of these that is not empty. */
function chosen(user: Tree, ...paths: readonly (readonly string[])[]): string | undefined {
  const texts = paths.map((path) => valueAt(user, path));
  return texts.find((text): text is string => typeof text === 'string' && text !== '');
}

/** Name of the platform, as the charts look for the defaults of it. */
export function platformOf(user: Tree): string | undefined {
  return chosen(user, ['platform'], ['global', 'platform']);
}

/** What the profile, over it the compatibility version, and over both the platform say, nested as the charts have it. */
function layersOf(user: Tree): Tree {
  const profile = chosen(user, ['profile'], ['global', 'profile']);
  const platform = platformOf(user);
  const version = COMPATIBILITY_VERSIONS.find((known) => known === user['compatibilityVersion']);
  const layers = [
    profile === undefined ? {} : CHART_PROFILES[profile as keyof typeof CHART_PROFILES],
    ...(version === undefined ? [] : compatibilityOverrides(version)),
    platform === undefined ? {} : PLATFORMS[platform as keyof typeof PLATFORMS],
  ];
  return layers.reduce<Tree>((below, above) => merged(below, above as Tree), {});
}

/** What the choices of the user say, and over it the user; what the chart does not know is left out. */
export function withLayers(accepts: Fields, user: Tree): Tree {
  const known = (tree: Tree) => readTree(accepts, tree).tree;
  return merged(known(layersOf(user)), known(user));
}

/** The part of what stands under `global` that the chart also has at the top. */
export function flattened(accepts: Fields, tree: Tree): Tree {
  const global = isTree(tree['global']) ? tree['global'] : {};
  return Object.fromEntries(Object.entries(global).filter(([name]) => name !== 'global' && Object.hasOwn(accepts.fields, name)));
}
