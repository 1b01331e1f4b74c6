import { CRD_NAMES } from '../../lib/install/base/crds';
import { COMPATIBILITY_VERSIONS } from '../../lib/install/compatibility';
import type { IstioControlPlaneProps } from '../../lib/install/istio-control-plane';
import { PLATFORMS, type PlatformName } from '../../lib/install/platforms';
import { PROFILES, type ProfileName } from '../../lib/install/profiles';
import { baseCase, controlPlaneCase, istiodCase } from './control-plane';
import type { ParityCase } from './run';

const REVISIONS = ['', 'canary'];

/** Rendering the CRDs takes most of the time, and nothing but `base.excludedCRDs` changes them. */
export const WITHOUT_CRDS: IstioControlPlaneProps = { base: { excludedCRDs: CRD_NAMES } };

const profiles = Object.keys(PROFILES) as ProfileName[];
const platforms = [undefined, ...(Object.keys(PLATFORMS) as PlatformName[])];
const versions = [undefined, ...COMPATIBILITY_VERSIONS];

/** Every profile on every platform, with every release whose behaviour may be kept, with and without a revision. */
function choices(): (readonly [name: string, IstioControlPlaneProps])[] {
  return profiles.flatMap((profile) =>
    platforms.flatMap((platform) =>
      versions.flatMap((compatibilityVersion) =>
        REVISIONS.map((revision) => {
          const name = [profile, platform ?? 'any platform', compatibilityVersion ?? 'this release', `revision '${revision}'`];
          return [name.join(', '), { profile, platform, compatibilityVersion, revision }] as const;
        }),
      ),
    ),
  );
}

/** The cases that ask the chart something that no earlier one asks. */
function different(cases: readonly ParityCase[]): ParityCase[] {
  const asked = new Set<string>();
  return cases.filter(({ official }) => {
    const question = JSON.stringify(official);
    if (asked.has(question)) return false;
    asked.add(question);
    return true;
  });
}

/** All choices on which the defaults depend, for every chart of the control plane. */
export function choiceCases(): ParityCase[] {
  const all = choices();
  const withCrds = profiles.flatMap((profile) =>
    REVISIONS.map((revision) => baseCase(`${profile}, revision '${revision}', with the CRDs`, { profile, revision })),
  );
  return [
    ...different(withCrds),
    ...different(all.map(([name, props]) => baseCase(name, { ...props, ...WITHOUT_CRDS }))),
    ...different(all.map(([name, props]) => istiodCase(name, props))),
    ...different(all.map(([name, props]) => controlPlaneCase('default', name, props))),
  ];
}
