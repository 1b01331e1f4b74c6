import type { Problem } from '../../core/problem';
import { isTree, merged, type Tree } from '../../core/tree';
import { controlPlaneProblems } from '../../install/istio-control-plane-problems';
import { ISTIOD_VALUES } from '../../install/kinds/chart-values';
import { type Fields, fields } from '../../install/kinds/kind';
import { layer, type Overrides } from '../../install/layering';
import { ISTIOD_DEFAULTS, type IstiodValues } from '../../install/values';
import { refilled } from '../refill';
import { platformOf, SHARED, withLayers } from './shared';

const { pilot, ...TOP } = ISTIOD_VALUES.fields as { readonly pilot: Fields } & Fields['fields'];

/** What may stand at the top, or under `pilot` with more weight. */
const BARE = { ...TOP, ...pilot.fields, global: SHARED.global };

/** Everything that has a meaning for the chart `istiod`. */
export const ISTIOD_ACCEPTS = fields({ ...BARE, ...SHARED, pilot: fields(BARE) });

/** The values with what is of istiod alone under `pilot`. */
function placed(tree: Tree): Overrides<IstiodValues> {
  const entries = Object.entries(tree);
  const ofPilot = (name: string) => Object.hasOwn(pilot.fields, name);
  return {
    ...Object.fromEntries(entries.filter(([name]) => !ofPilot(name))),
    pilot: Object.fromEntries(entries.filter(([name]) => ofPilot(name))),
  } as Overrides<IstiodValues>;
}

/** All values of the charts `base` and `istiod`, for what a user says of them: what stands under `pilot` beats what stands beside it. */
export function istiodValues(user: Tree, namespace?: string): IstiodValues {
  const {
    pilot: scoped = {},
    profile: _profile,
    platform: _platform,
    compatibilityVersion: _version,
    ...bare
  } = withLayers(ISTIOD_ACCEPTS, user);
  const under = isTree(scoped) ? scoped : {};
  const all = merged(bare, under);
  const values = refilled<IstiodValues>(
    ISTIOD_VALUES,
    ISTIOD_DEFAULTS,
    layer<Tree>({ ...ISTIOD_DEFAULTS }, placed(bare) as Tree, placed(under) as Tree),
  );
  const { global, revision } = values;
  const platform = global.platform ?? (platformOf(user) as typeof global.platform);
  return {
    ...values,
    revision: revision === 'default' ? '' : revision,
    global: { ...global, ...(platform !== undefined && { platform }), istioNamespace: namespace ?? global.istioNamespace },
    // A `null` in a class is for istiod, which takes away what it would set.
    gatewayClasses: isTree(all['gatewayClasses']) ? (all['gatewayClasses'] as IstiodValues['gatewayClasses']) : {},
  };
}

/** What the constructs call otherwise than the charts. */
const NAMES: Readonly<Record<string, string>> = {
  hub: 'global.hub',
  tag: 'global.tag',
  namespace: 'global.istioNamespace',
  platform: 'global.platform',
};

/** Everything that cannot be right in the values, under the names of the charts. */
export function istiodProblems(values: IstiodValues): Problem[] {
  return controlPlaneProblems(values).map((problem) => ({ ...problem, field: NAMES[problem.field] ?? problem.field }));
}
