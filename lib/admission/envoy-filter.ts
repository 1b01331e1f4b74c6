import type {
  EnvoyFilterSpec,
  EnvoyFilterSpecConfigPatches,
  EnvoyFilterSpecConfigPatchesMatch,
} from '../../imports/networking.istio.io';
import type { Problem } from '../core/problem';
import { regularExpressionProblems } from '../core/regular-expression';
import type { Wire } from '../core/wire';
import { envoyValueProblems } from './envoy-value';
import { selectorProblems } from './labels';
import { anyTargetingProblems } from './policy-target';

type Patch = Wire<EnvoyFilterSpecConfigPatches>;
type Match = Wire<EnvoyFilterSpecConfigPatchesMatch>;
type ApplyTo = NonNullable<Patch['applyTo']>;
type Objects = 'listener' | 'routeConfiguration' | 'cluster';

const MANAGER = 'envoy.filters.network.http_connection_manager';
const MANAGERS = [MANAGER, 'envoy.http_connection_manager'];

/** Longest expression for a version that istiod looks at; one beyond it matches no proxy. */
export const LONGEST_VERSION = 1024;

/** Messages of Envoy that values are, by what the patch is applied to. */
export const MESSAGES: Partial<Record<ApplyTo, string>> = {
  LISTENER: 'envoy.config.listener.v3.Listener',
  FILTER_CHAIN: 'envoy.config.listener.v3.FilterChain',
  NETWORK_FILTER: 'envoy.config.listener.v3.Filter',
  LISTENER_FILTER: 'envoy.config.listener.v3.ListenerFilter',
  HTTP_FILTER: 'envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter',
  ROUTE_CONFIGURATION: 'envoy.config.route.v3.RouteConfiguration',
  VIRTUAL_HOST: 'envoy.config.route.v3.VirtualHost',
  HTTP_ROUTE: 'envoy.config.route.v3.Route',
  CLUSTER: 'envoy.config.cluster.v3.Cluster',
  EXTENSION_CONFIG: 'envoy.config.core.v3.TypedExtensionConfig',
  BOOTSTRAP: 'envoy.config.bootstrap.v3.Bootstrap',
};

/** What can be matched where a patch is applied to something; what is not named here can be anything. */
const MATCHED: Partial<Record<ApplyTo, Objects>> = {
  LISTENER: 'listener',
  FILTER_CHAIN: 'listener',
  NETWORK_FILTER: 'listener',
  HTTP_FILTER: 'listener',
  ROUTE_CONFIGURATION: 'routeConfiguration',
  VIRTUAL_HOST: 'routeConfiguration',
  HTTP_ROUTE: 'routeConfiguration',
  CLUSTER: 'cluster',
};

function patchProblems(field: string, { applyTo = 'INVALID', patch }: Patch): Problem[] {
  const { operation = 'INVALID', value } = patch ?? {};
  if (applyTo === 'INVALID') return [{ field: `${field}.applyTo`, problem: 'is missing', fix: 'say what is patched' }];
  if (patch === undefined) return [{ field: `${field}.patch`, problem: 'is missing', fix: 'say what is done' }];
  if (operation === 'INVALID') return [{ field: `${field}.patch.operation`, problem: 'is missing', fix: 'say what is done' }];
  if (value !== undefined || operation === 'REMOVE') return [];
  return [{ field: `${field}.patch.value`, problem: `is missing, which ${operation} needs`, fix: 'give the object, or REMOVE' }];
}

function valueProblems(field: string, value: unknown, applyTo: ApplyTo): Problem[] {
  const message = MESSAGES[applyTo];
  return message === undefined || value === undefined ? [] : envoyValueProblems(field, value, message);
}

function versionProblems(field: string, version: string | undefined): Problem[] {
  if (version === undefined || version === '' || Buffer.byteLength(version) > LONGEST_VERSION) return [];
  return regularExpressionProblems(field, version);
}

function objectsProblems(field: string, match: Match, applyTo: ApplyTo): Problem[] {
  const matched = MATCHED[applyTo];
  const given = (['listener', 'routeConfiguration', 'cluster'] as const).find((name) => match[name] !== undefined);
  if (matched === undefined || given === undefined || given === matched) return [];
  const fix = `match by ${matched}`;
  return [{ field: `${field}.${given}`, problem: `does not go with ${applyTo}`, got: match[given], fix }];
}

function filterProblems(field: string, match: Match, applyTo: ApplyTo): Problem[] {
  const filter = match.listener?.filterChain?.filter;
  if (MATCHED[applyTo] !== 'listener' || filter === undefined) return [];
  const place = `${field}.listener.filterChain.filter`;
  const { name = '', subFilter } = filter;
  if (name === '') return [{ field: `${place}.name`, problem: 'is missing', fix: 'name the filter, or leave out the match' }];
  if (subFilter === undefined) return [];
  if (applyTo !== 'HTTP_FILTER') {
    return [{ field: `${place}.subFilter`, problem: `does not go with ${applyTo}`, got: subFilter, fix: 'use HTTP_FILTER' }];
  }
  if (!MANAGERS.includes(name)) {
    return [{ field: `${place}.name`, problem: 'is a filter without HTTP filters in it', got: name, fix: `use ${MANAGER}` }];
  }
  if ((subFilter.name ?? '') !== '') return [];
  return [{ field: `${place}.subFilter.name`, problem: 'is missing', fix: 'name the filter, or leave out the match' }];
}

function waypointProblems(field: string, { context = 'ANY', waypoint }: Match): Problem[] {
  const { portNumber } = waypoint ?? {};
  const problems: Problem[] = [];
  if (context === 'WAYPOINT' && waypoint === undefined) {
    problems.push({ field: `${field}.waypoint`, problem: 'is missing, which WAYPOINT needs', fix: 'use {} for all of them' });
  }
  if (context !== 'WAYPOINT' && waypoint !== undefined) {
    problems.push({ field: `${field}.waypoint`, problem: `does not go with ${context}`, got: waypoint, fix: 'use WAYPOINT' });
  }
  if (portNumber !== undefined && (portNumber < 1 || portNumber > 65535)) {
    const fix = 'use a whole number between 1 and 65535';
    problems.push({ field: `${field}.waypoint.portNumber`, problem: 'must be a port number', got: portNumber, fix });
  }
  return problems;
}

/** Whether Istio refuses a patch before it looks at the filter that is matched. */
export function isRefusedBeforeFilter({ applyTo = 'INVALID', match = {}, ...rest }: Patch): boolean {
  const isOfListener = MATCHED[applyTo] === 'listener';
  return (
    patchProblems('', { applyTo, ...rest }).length > 0 ||
    versionProblems('', match.proxy?.proxyVersion).length > 0 ||
    (isOfListener && objectsProblems('', match, applyTo).length > 0)
  );
}

/** Whether Istio refuses the filter that a patch matches, after which it looks neither at its name nor at the value. */
export function isRefusedFilter({ applyTo = 'INVALID', match = {} }: Patch): boolean {
  return filterProblems('', match, applyTo).length > 0;
}

function configPatchProblems(field: string, configPatch: Patch): Problem[] {
  const { applyTo = 'INVALID', match = {} } = configPatch;
  const place = `${field}.match`;
  const waypoint = waypointProblems(place, match);
  if (match.context === 'WAYPOINT') return waypoint;
  return [
    ...waypoint,
    ...patchProblems(field, configPatch),
    ...versionProblems(`${place}.proxy.proxyVersion`, match.proxy?.proxyVersion),
    ...objectsProblems(place, match, applyTo),
    ...filterProblems(place, match, applyTo),
    ...valueProblems(`${field}.patch.value`, configPatch.patch?.value, applyTo),
  ];
}

/** What Istio refuses in the spec of an EnvoyFilter, beyond its schema. */
export function envoyFilterProblems(spec: Wire<EnvoyFilterSpec>): Problem[] {
  return [
    ...selectorProblems('workloadSelector.labels', spec.workloadSelector?.labels),
    ...anyTargetingProblems(spec),
    ...(spec.configPatches ?? []).flatMap((configPatch, i) => configPatchProblems(`configPatches[${i}]`, configPatch)),
  ];
}
