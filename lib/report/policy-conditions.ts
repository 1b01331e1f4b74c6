import type { Mesh } from '../model';
import { hostsMeet } from '../model/hosts';
import type { VirtualService } from '../model/virtual-service';
import { virtualServicesOf } from '../model/virtual-services';
import { type PolicedPods, policiesFor } from '../simulation/server/policed-workload';
import { type Condition, patternCondition, type Subject } from './condition';
import { destinationHosts } from './destination-hosts';

/** Pods behind a host, and behind what its rules lead to: their policies have a say in requests for the host. */
export function podsBehind(mesh: Mesh, host: string): readonly PolicedPods[] {
  return mesh.once(`policed pods behind ${host}`, () => {
    const hosts = new Set([host, ...rulesFor(mesh, host).flatMap(destinationHosts)]);
    const services = [...hosts].flatMap((one) => mesh.servicesOf(one));
    const targets = services.flatMap(({ externalName }) => (externalName === undefined ? [] : mesh.servicesOf(externalName)));
    return [...new Set([...services, ...targets].flatMap((service) => mesh.workloadsBehind(service)))];
  });
}

/** VirtualServices that may have a say in requests for a host. */
export function rulesFor(mesh: Mesh, host: string): readonly VirtualService[] {
  return virtualServicesOf(mesh).filter(({ hosts }) => hosts.some((one) => hostsMeet(one.toLowerCase(), host)));
}

const KEY_WITH_NAME = /^request\.(headers|auth\.claims)\[(.+)\]$/;
const SUBJECTS: Readonly<Record<string, Subject>> = {
  'request.auth.audiences': 'token audience',
  'request.auth.presenter': 'claim azp',
  'remote.ip': 'client address',
  'source.ip': 'client address',
};

const addressCondition = (value: string): Condition => ({ subject: 'client address', kind: 'exact', value, ignoreCase: false });
const issuerCondition = (value: string): Condition => ({ subject: 'token issuer', kind: 'exact', value, ignoreCase: false });

/** A pattern of `<issuer>/<subject>`, of which any may be left open. */
function principalConditions(pattern: string): Condition[] {
  const slash = pattern.lastIndexOf('/');
  const [issuer, subject] = [pattern.slice(0, slash), pattern.slice(slash + 1)];
  return [
    ...(slash < 0 || issuer.includes('*') ? [] : [issuerCondition(issuer)]),
    ...(slash < 0 || subject === '*' ? [] : [patternCondition('token subject', subject)]),
  ];
}

function conditionsOfKey(key: string, values: readonly string[]): Condition[] {
  if (key === 'request.auth.principal') return values.flatMap(principalConditions);
  const [, of, name = ''] = KEY_WITH_NAME.exec(key) ?? [];
  const named: Subject = of === 'headers' ? `header ${name.toLowerCase()}` : `claim ${name}`;
  const subject = of === undefined ? SUBJECTS[key] : named;
  if (subject === undefined) return [];
  return values.map((one) => (subject === 'client address' ? addressCondition(one) : patternCondition(subject, one)));
}

function conditionsOfRules(mesh: Mesh, pods: PolicedPods): Condition[] {
  return policiesFor(mesh, 'security.istio.io/AuthorizationPolicy', pods).flatMap(({ spec }) =>
    (spec.rules ?? []).flatMap(({ from = [], to = [], when = [] }) => [
      ...from.flatMap(({ source = {} }) => [
        ...[...(source.requestPrincipals ?? []), ...(source.notRequestPrincipals ?? [])].flatMap(principalConditions),
        ...[...(source.ipBlocks ?? []), ...(source.notIpBlocks ?? [])].map(addressCondition),
        ...[...(source.remoteIpBlocks ?? []), ...(source.notRemoteIpBlocks ?? [])].map(addressCondition),
      ]),
      ...to.flatMap(({ operation = {} }) => [
        ...[...(operation.paths ?? []), ...(operation.notPaths ?? [])].map((one) => patternCondition('path', one)),
        ...[...(operation.methods ?? []), ...(operation.notMethods ?? [])].map((one) => patternCondition('method', one)),
        ...[...(operation.hosts ?? []), ...(operation.notHosts ?? [])].map((one) => patternCondition('authority', one)),
      ]),
      ...when.flatMap(({ key, values = [], notValues = [] }) => conditionsOfKey(key, [...values, ...notValues])),
    ]),
  );
}

/** Who signs tokens that are read there, and for whom. */
function conditionsOfTokens(mesh: Mesh, pods: PolicedPods): Condition[] {
  return policiesFor(mesh, 'security.istio.io/RequestAuthentication', pods).flatMap(({ spec }) =>
    (spec.jwtRules ?? []).flatMap(({ issuer = '', audiences = [] }) => [
      issuerCondition(issuer),
      ...audiences.map((one) => patternCondition('token audience', one)),
    ]),
  );
}

/** The conditions that policies for some pods have on requests. */
export function conditionsOfPolicies(mesh: Mesh, pods: readonly PolicedPods[]): readonly Condition[] {
  return pods.flatMap((one) => [...conditionsOfRules(mesh, one), ...conditionsOfTokens(mesh, one)]);
}
