import type { Mesh } from '../../model';
import { type DecidedMutualTls, mutualTlsIn } from '../../model/mutual-tls';
import type { Report, Rule } from '../rule';
import { type DestinationRule, meshWideRules, namespaceWideRules, tlsMode } from './wide-rules';

function report(on: DestinationRule, { mode, by }: DecidedMutualTls, where: string): Report[] {
  if (tlsMode(on) !== 'DISABLE' || mode !== 'STRICT' || by === undefined) return [];
  const problem = `turns TLS off towards ${where}, of which PeerAuthentication ${by.namespace}/${by.name} demands it`;
  return [{ on, field: 'spec.trafficPolicy.tls.mode', problem, got: 'DISABLE' }];
}

const FIX = 'leave tls out of the DestinationRule, or let the PeerAuthentication say PERMISSIVE';

export const meshRuleDisablesMutualTls: Rule = {
  code: 'KIA0207',
  level: 'error',
  title: 'Plain connections to a mesh that refuses them',
  explanation:
    'A DestinationRule for all services sends without TLS, and the PeerAuthentication of the mesh is STRICT. All calls between workloads fail.',
  fix: FIX,
  find: (mesh: Mesh) =>
    meshWideRules(mesh).flatMap((rule) => report(rule, mutualTlsIn(mesh, mesh.settings.rootNamespace), 'the mesh')),
};

export const namespaceRuleDisablesMutualTls: Rule = {
  code: 'KIA0208',
  level: 'error',
  title: 'Plain connections to a namespace that refuses them',
  explanation:
    'A DestinationRule for all services of a namespace sends without TLS, and the PeerAuthentication that holds there is STRICT. All calls into the namespace fail.',
  fix: FIX,
  find: (mesh: Mesh) =>
    [...namespaceWideRules(mesh)].flatMap(([namespace, rules]) =>
      rules.flatMap((rule) => report(rule, mutualTlsIn(mesh, namespace), `namespace ${namespace}`)),
    ),
};
