import type { Mesh, MeshObject } from '../../model';
import { type MutualTls, mutualTlsIn } from '../../model/mutual-tls';
import type { Report, Rule } from '../rule';
import { type DestinationRule, meshWideRules, namespaceWideRules, tlsMode } from './wide-rules';

/** A PeerAuthentication for a mesh or a namespace, and the DestinationRules for all services of the same place. */
interface Place {
  readonly on: MeshObject;
  readonly mode: MutualTls;
  readonly rules: readonly DestinationRule[];
}

function meshPlace(mesh: Mesh): Place[] {
  const { mode, by } = mutualTlsIn(mesh, mesh.settings.rootNamespace);
  return by === undefined ? [] : [{ on: by, mode, rules: meshWideRules(mesh) }];
}

function namespacePlaces(mesh: Mesh): Place[] {
  const byNamespace = namespaceWideRules(mesh);
  return [...mesh.namespaces.keys()].flatMap((namespace): Place[] => {
    const { mode, by } = mutualTlsIn(mesh, namespace);
    if (by === undefined || by.namespace !== namespace || namespace === mesh.settings.rootNamespace) return [];
    return [{ on: by, mode, rules: byNamespace.get(namespace) ?? meshWideRules(mesh) }];
  });
}

const nameOf = (rule: DestinationRule) => `${rule.namespace}/${rule.name}`;

/** Where mutual TLS is demanded, and rules send something else; or nothing sends it, where Istio does not by itself. */
function demanded(mesh: Mesh, places: readonly Place[]): Report[] {
  return places.flatMap(({ on, mode, rules }): Report[] => {
    if (mode !== 'STRICT') return [];
    const field = 'spec.mtls.mode';
    const other = rules.find((rule) => tlsMode(rule) !== 'ISTIO_MUTUAL');
    if (other !== undefined) {
      return [{ on, field, problem: `demands mutual TLS, which DestinationRule ${nameOf(other)} does not send`, got: mode }];
    }
    if (rules.length > 0 || mesh.settings.enableAutoMtls !== false) return [];
    return [{ on, field, problem: 'demands mutual TLS, which no DestinationRule sends, and enableAutoMtls is off', got: mode }];
  });
}

/** Where mutual TLS is off, and rules send it. */
function turnedOff(places: readonly Place[]): Report[] {
  return places.flatMap(({ on, mode, rules }): Report[] => {
    const sending = mode === 'DISABLE' ? rules.find((rule) => tlsMode(rule) === 'ISTIO_MUTUAL') : undefined;
    if (sending === undefined) return [];
    return [
      { on, field: 'spec.mtls.mode', problem: `turns mutual TLS off, which DestinationRule ${nameOf(sending)} sends`, got: mode },
    ];
  });
}

const DEMANDED = {
  level: 'error',
  title: 'Mutual TLS that is demanded and not sent',
  explanation:
    'A PeerAuthentication is STRICT, and the DestinationRules for all services of the same place send something else than ISTIO_MUTUAL. Calls are refused.',
  fix: 'leave tls out of those DestinationRules, or set its mode to ISTIO_MUTUAL',
} as const;

const TURNED_OFF = {
  level: 'error',
  title: 'Mutual TLS that is off and sent',
  explanation:
    'A PeerAuthentication turns mutual TLS off, and the DestinationRules for all services of the same place send it. The workloads do not understand what they get.',
  fix: 'leave tls out of those DestinationRules, or let the PeerAuthentication say PERMISSIVE',
} as const;

export const meshDemandNotFollowed: Rule = { ...DEMANDED, code: 'KIA0401', find: (mesh) => demanded(mesh, meshPlace(mesh)) };
export const namespaceDemandNotFollowed: Rule = {
  ...DEMANDED,
  code: 'KIA0501',
  find: (mesh) => demanded(mesh, namespacePlaces(mesh)),
};
export const namespaceOffNotFollowed: Rule = { ...TURNED_OFF, code: 'KIA0505', find: (mesh) => turnedOff(namespacePlaces(mesh)) };
export const meshOffNotFollowed: Rule = { ...TURNED_OFF, code: 'KIA0506', find: (mesh) => turnedOff(meshPlace(mesh)) };
