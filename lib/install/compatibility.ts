import type { ChartOverrides } from './chart-layers';

/** A release from which a mesh behaves differently, and what takes that back. */
interface Change {
  readonly since: number;
  readonly before: ChartOverrides;
}

const off = (...names: readonly string[]): ChartOverrides => ({
  pilot: { env: Object.fromEntries(names.map((name) => [name, 'false'])) },
});

/** By the minor version of the release. */
const CHANGES: readonly Change[] = [
  { since: 26, before: { ambient: { shareHostNetworkNamespace: true } } },
  { since: 27, before: off('ENABLE_NATIVE_SIDECARS') },
  { since: 28, before: off('DISABLE_SHADOW_HOST_SUFFIX', 'PILOT_SPAWN_UPSTREAM_SPAN_FOR_GATEWAY') },
  { since: 29, before: off('DISABLE_TRACK_REMAINING_CB_METRICS') },
  { since: 29, before: { cni: { ambient: { reconcileIptablesOnStartup: false } } } },
  { since: 30, before: off('PILOT_SIDECAR_PICK_BEST_SERVICE_NAMESPACE') },
  { since: 31, before: off('PILOT_ENABLE_STRICT_GATEWAY_MERGING', 'PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS') },
];

/** Releases whose behaviour a mesh may keep. */
export const COMPATIBILITY_VERSIONS = ['1.25', '1.26', '1.27', '1.28', '1.29', '1.30'] as const;

/** A release whose behaviour a mesh may keep. */
export type CompatibilityVersion = (typeof COMPATIBILITY_VERSIONS)[number];

/** What makes a mesh behave as it did in that release, the weakest first. */
export function compatibilityOverrides(version: CompatibilityVersion): readonly ChartOverrides[] {
  const minor = Number(version.slice('1.'.length));
  const changes = CHANGES.filter(({ since }) => since > minor).map(({ before }) => before);
  // Istio's own list for 1.30 takes back a change of 1.28 too, unlike those for 1.28 and 1.29.
  return version === '1.30' ? [...changes, off('PILOT_SPAWN_UPSTREAM_SPAN_FOR_GATEWAY')] : changes;
}
