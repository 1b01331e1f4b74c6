import type { VirtualServiceSpec } from '../../imports/networking.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { exportToProblems } from './export-to';
import { gatewayNamesProblems, MESH } from './gateway-names';
import { faultNackProblems } from './http-fault';
import { redirectNackProblems } from './http-redirect';
import { httpRouteProblems } from './http-route';
import { statusNackProblems } from './http-status';
import { tcpRouteProblems, tlsRouteProblems } from './layer-4-routes';
import type { Placed } from './placed';
import { type RoutedHosts, routedHostsProblems } from './routed-hosts';

type Spec = Wire<VirtualServiceSpec>;

/** Fields that a VirtualService without hosts, a delegate, cannot have. */
const OF_HOSTS = ['gateways', 'tls', 'tcp'] as const;

function routedOf({ hosts = [], gateways = [], tls = [] }: Spec): RoutedHosts {
  const inSidecars = gateways.includes(MESH);
  return {
    hosts,
    atGateways: gateways.length > 0 && !inSidecars,
    inSidecars,
    bySni: tls.some(({ match = [] }) => match.some(({ sniHosts = [] }) => sniHosts.length > 0)),
  };
}

/** What Istio refuses in the hosts of a VirtualService and where it applies, whatever its rules are. */
export function routedProblems(spec: Spec, placed: Placed): Problem[] {
  const { hosts = [], gateways, exportTo } = spec;
  const fix = 'name the hosts, or remove it from the delegate';
  return [
    ...routedHostsProblems(routedOf(spec)),
    ...gatewayNamesProblems('gateways', gateways),
    ...exportToProblems('exportTo', exportTo, placed),
    ...OF_HOSTS.filter((name) => hosts.length === 0 && (spec[name] ?? []).length > 0).map((name) => ({
      field: name,
      problem: 'is set without hosts',
      got: spec[name],
      fix,
    })),
  ];
}

function rulesProblems(spec: Spec): Problem[] {
  const { hosts = [], http = [], tls = [], tcp = [] } = spec;
  if (http.length + tls.length + tcp.length === 0) {
    return [{ field: 'http', problem: 'has no rule, and neither tls nor tcp has one', got: [], fix: 'give at least one rule' }];
  }
  const routed = routedOf(spec);
  const place = { atGateways: routed.atGateways, isDelegate: hosts.length === 0 };
  return [
    ...http.flatMap((route, i) => httpRouteProblems(`http[${i}]`, route, place)),
    ...tls.flatMap((route, i) => tlsRouteProblems(`tls[${i}]`, route, routed)),
    ...tcp.flatMap((route, i) => tcpRouteProblems(`tcp[${i}]`, route)),
  ];
}

/** What Istio refuses in the spec of a VirtualService, beyond its schema. */
export function virtualServiceProblems(spec: Spec, placed: Placed): Problem[] {
  return [...routedProblems(spec, placed), ...rulesProblems(spec)];
}

/** What Istio takes in the spec of a VirtualService, and Envoy refuses, together with the routes of every other host on the port. */
export function virtualServiceNackProblems({ http = [] }: Spec): Problem[] {
  return http.flatMap(({ redirect, directResponse, fault }, i) => [
    ...redirectNackProblems(`http[${i}].redirect`, redirect),
    ...statusNackProblems(`http[${i}].directResponse.status`, directResponse?.status),
    ...faultNackProblems(`http[${i}].fault`, fault),
  ]);
}
