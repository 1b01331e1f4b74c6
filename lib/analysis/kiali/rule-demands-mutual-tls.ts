import type { Mesh } from '../../model';
import { type DecidedMutualTls, mutualTlsIn } from '../../model/mutual-tls';
import type { Report, Rule } from '../rule';
import { type DestinationRule, meshWideRules, namespaceWideRules, tlsMode } from './wide-rules';

const FIELD = 'spec.trafficPolicy.tls.mode';

/** What is wrong with a rule that sends mutual TLS to where a mode holds. */
function report(on: DestinationRule, { mode, by }: DecidedMutualTls, where: string): Report[] {
  if (tlsMode(on) !== 'ISTIO_MUTUAL' || (by !== undefined && mode !== 'DISABLE')) return [];
  if (by === undefined) {
    const problem = `demands mutual TLS of ${where}, and no PeerAuthentication says that it is on`;
    return [{ on, field: FIELD, problem, got: 'ISTIO_MUTUAL', level: 'warning' }];
  }
  const problem = `demands mutual TLS of ${where}, and PeerAuthentication ${by.namespace}/${by.name} turns it off`;
  return [{ on, field: FIELD, problem, got: 'ISTIO_MUTUAL' }];
}

const FIX =
  'add a PeerAuthentication with mode STRICT or PERMISSIVE, or leave tls out of the DestinationRule: Istio finds out by itself';

export const meshRuleDemandsMutualTls: Rule = {
  code: 'KIA0205',
  level: 'error',
  title: 'Mutual TLS to a mesh in which it is off',
  explanation:
    'A DestinationRule for all services sends mutual TLS, and the PeerAuthentication of the mesh turns it off, so calls fail. Without any PeerAuthentication workloads take both, and it is a warning.',
  fix: FIX,
  find: (mesh: Mesh) =>
    meshWideRules(mesh).flatMap((rule) => report(rule, mutualTlsIn(mesh, mesh.settings.rootNamespace), 'the mesh')),
};

export const namespaceRuleDemandsMutualTls: Rule = {
  code: 'KIA0206',
  level: 'error',
  title: 'Mutual TLS to a namespace in which it is off',
  explanation:
    'A DestinationRule for all services of a namespace sends mutual TLS, and the PeerAuthentication that holds there turns it off, so calls fail. Without any PeerAuthentication workloads take both, and it is a warning.',
  fix: FIX,
  find: (mesh: Mesh) =>
    [...namespaceWideRules(mesh)].flatMap(([namespace, rules]) =>
      rules.flatMap((rule) => report(rule, mutualTlsIn(mesh, namespace), `namespace ${namespace}`)),
    ),
};
