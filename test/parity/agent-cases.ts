import { COMPATIBILITY_VERSIONS } from '../../lib/install/compatibility';
import { layer } from '../../lib/install/layering';
import { PLATFORMS, type PlatformName } from '../../lib/install/platforms';
import { CHART_PROFILES, type ChartProfileName } from '../../lib/install/profiles';
import type { ParityCase } from './run';
import { only, pathsOf, type Tree, without } from './value-paths';

/** Makes the case of some props. */
type Maker<Props> = (name: string, props: Props) => ParityCase;

/** What the defaults of every chart of an agent depend on. */
interface Choice {
  readonly profile?: ChartProfileName;
  readonly platform?: PlatformName;
  readonly compatibilityVersion?: (typeof COMPATIBILITY_VERSIONS)[number];
  readonly revision?: string;
}

/** What a value needs to have an effect, or not to be refused. */
export interface Needed {
  readonly path: RegExp;
  readonly also: Tree;
}

/** Each value on its own, and everything but that value. */
export function singleCases(each: Tree, everything: Tree, needed: readonly Needed[], make: Maker<Tree>): ParityCase[] {
  return pathsOf(each, []).flatMap((path) => {
    const at = path.join('.');
    const also = needed.filter((entry) => entry.path.test(at)).map((entry) => entry.also);
    const alone = layer<Tree>({}, ...also, only(each, path));
    return [make(`only ${at}`, alone), make(`all but ${at}`, without(everything, path))];
  });
}

/** Every profile with every platform, release and two revisions. */
export function choiceCases(make: Maker<Choice>): ParityCase[] {
  const profiles = [undefined, ...(Object.keys(CHART_PROFILES) as ChartProfileName[])];
  const platforms = [undefined, ...(Object.keys(PLATFORMS) as PlatformName[])];
  return profiles.flatMap((profile) =>
    platforms.flatMap((platform) =>
      [undefined, ...COMPATIBILITY_VERSIONS].flatMap((compatibilityVersion) =>
        ['', 'canary'].map((revision) =>
          make(`profile ${profile}, platform ${platform}, as of ${compatibilityVersion}, revision '${revision}'`, {
            profile,
            platform,
            compatibilityVersion,
            revision,
          }),
        ),
      ),
    ),
  );
}
