import type { Manifest } from '../../core/manifest';
import { isTree, type Tree, valueAt } from '../../core/tree';
import { GATEWAY_DEFAULTS } from '../../install/gateway';
import type { IstioControlPlaneProps } from '../../install/istio-control-plane-props';
import { GATEWAY_VALUES, ISTIOD_VALUES } from '../../install/kinds/chart-values';
import { layer } from '../../install/layering';
import { PROFILES, type ProfileName } from '../../install/profiles';
import { resolveComponents, resolveValues } from '../../install/resolve-values';
import type { IstiodValues } from '../../install/values';
import { istiodValues } from '../../values-files/charts/istiod-values';
import { readTree } from '../../values-files/read-tree';
import { difference } from './difference';
import type { Statement } from './program';

/** The choices that the defaults depend on, as props. */
function choicesOf(user: Tree, profile: string | undefined): IstioControlPlaneProps {
  const platform = user['platform'] ?? valueAt(user, ['global', 'platform']);
  const version = user['compatibilityVersion'];
  const known = profile !== undefined && profile !== '' && profile !== 'default' && Object.hasOwn(PROFILES, profile);
  return {
    ...(known && { profile: profile as ProfileName }),
    ...(typeof platform === 'string' && platform !== '' && { platform: platform as IstioControlPlaneProps['platform'] }),
    ...(typeof version === 'string' && version !== '' && { compatibilityVersion: version as never }),
  };
}

/** The values as props: some that are under `global` in the charts stand at the top. */
function asProps({ global, ...values }: Tree): Tree {
  const { istioNamespace: namespace, hub, tag, platform: _chosen, ...rest } = isTree(global) ? global : {};
  const own = { namespace, hub, tag, ...values, global: Object.keys(rest).length === 0 ? undefined : rest };
  return Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
}

/** What of a control plane is emitted. */
export interface Parts {
  readonly base: boolean;
  readonly pilot: boolean;
}

/** A control plane with these values. */
export function controlPlane(
  user: Tree,
  { profile, parts, createNamespace }: { readonly profile?: string; readonly parts: Parts; readonly createNamespace?: boolean },
  wanted: readonly Manifest[],
  patchable: boolean,
): Statement {
  const chosen = profile ?? user['profile'] ?? valueAt(user, ['global', 'profile']);
  const choices = choicesOf(user, typeof chosen === 'string' ? chosen : undefined);
  const values: IstiodValues = istiodValues(user);
  const known = readTree(ISTIOD_VALUES, values as unknown as Tree).tree;
  const { injection: _typed, webhooks: _ours, gatewayClasses: _before, ...defaults } = resolveValues(choices) as unknown as Tree;
  const { gatewayClasses, ...said } = known;
  const classes = isTree(gatewayClasses) && Object.keys(gatewayClasses).length > 0 ? { gatewayClasses } : {};
  const byDefault = resolveComponents({}, PROFILES[choices.profile ?? 'default']);
  const components = {
    ...(byDefault.base !== parts.base && { base: { enabled: parts.base } }),
    ...(byDefault.pilot !== parts.pilot && { pilot: { enabled: parts.pilot } }),
  };
  const props = {
    ...choices,
    ...(Object.keys(components).length > 0 && { components }),
    ...(createNamespace === false && { createNamespace }),
    ...asProps(difference(defaults, said, ISTIOD_VALUES)),
    ...classes,
  };
  return { construct: 'IstioControlPlane', stage: 'controlPlane', id: 'istio', props, wanted, patchable };
}

/** A gateway with these values of the chart `gateway`, at a control plane in that namespace. */
export function gateway(
  { name, namespace, values }: { readonly name: string; readonly namespace: string; readonly values: object },
  meshNamespace: string,
  revision: string,
  wanted: readonly Manifest[],
  patchable: boolean,
): Statement {
  const isEgress = valueAt(values, ['service', 'type']) === 'ClusterIP' && name.includes('egress');
  const service = isEgress ? { service: { type: 'ClusterIP' as const } } : {};
  const defaults = layer<Tree>({ ...GATEWAY_DEFAULTS, revision }, service);
  const known = readTree(GATEWAY_VALUES, values as Tree).tree;
  const props = { ...(namespace !== meshNamespace && { namespace }), ...difference(defaults, known, GATEWAY_VALUES) };
  return { construct: isEgress ? 'EgressGateway' : 'IngressGateway', stage: 'gateways', id: name, props, wanted, patchable };
}
