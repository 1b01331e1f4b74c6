import type { Mesh, MeshObject, Service } from '../../model';
import { fullHost } from '../../model/hosts';
import type { Report, Rule } from '../rule';
import { isLayer7Rule } from './layer-7';
import { ambientNamespace, goesThroughWaypoint } from './waypoints';

/** A rule for requests to a Service of an ambient namespace. */
interface AmbientRule {
  readonly on: MeshObject;
  readonly field: string;
  readonly got: string;
  readonly service: Service;
}

function* served(mesh: Mesh, on: MeshObject, field: string, got: string): Iterable<AmbientRule> {
  const service = mesh.serviceSeenFrom(on.namespace, fullHost(got, on.namespace, mesh.settings.domain));
  if (service?.isKubernetes && ambientNamespace(mesh, service.namespace) !== 'no') yield { on, field, got, service };
}

function* destinationRules(mesh: Mesh): Iterable<AmbientRule> {
  for (const on of mesh.of('networking.istio.io/DestinationRule')) {
    if (isLayer7Rule(on)) yield* served(mesh, on, 'spec.host', on.spec.host ?? '');
  }
}

function* virtualServices(mesh: Mesh): Iterable<AmbientRule> {
  for (const on of mesh.of('networking.istio.io/VirtualService')) {
    const { gateways = [], http = [], hosts = [] } = on.spec;
    if (http.length === 0 || (gateways.length > 0 && !gateways.includes('mesh'))) continue;
    for (const [i, host] of hosts.entries()) yield* served(mesh, on, `spec.hosts[${i}]`, host);
  }
}

type Rules = (mesh: Mesh) => Iterable<AmbientRule>;

function ruleOf(
  code: string,
  title: string,
  words: Pick<Rule, 'explanation' | 'fix'>,
  rules: Rules,
  problemOf: (mesh: Mesh, rule: AmbientRule) => string | undefined,
): Rule {
  function* find(mesh: Mesh): Iterable<Report> {
    for (const rule of rules(mesh)) {
      const problem = problemOf(mesh, rule);
      if (problem !== undefined) yield { on: rule.on, field: rule.field, problem, got: rule.got };
    }
  }
  return { code, level: 'warning', title, ...words, find };
}

const passes = (mesh: Mesh, { service }: AmbientRule) => goesThroughWaypoint(mesh, service.object.labels, service.namespace);

function inNamespaceWithoutWaypoint(code: string, kind: string, rules: Rules): Rule {
  const words = {
    explanation: `In ambient mode the node sees connections alone, and leaves the ${kind} aside. What it says is done by a waypoint, and the namespace of the Service has none.`,
    fix: 'add a waypoint to the namespace, and label the namespace or the Service istio.io/use-waypoint with its name',
  };
  return ruleOf(code, `${kind} for an ambient namespace without a waypoint`, words, rules, (mesh, { service }) =>
    ambientNamespace(mesh, service.namespace) === 'without waypoint'
      ? `is a Service of namespace ${service.namespace}, which is ambient and has no waypoint`
      : undefined,
  );
}

function forServiceWithoutWaypoint(code: string, kind: string, rules: Rules): Rule {
  const words = {
    explanation: `The namespace has a waypoint, and requests to this Service do not go through it, so the ${kind} is left aside for them.`,
    fix: 'label the Service istio.io/use-waypoint with the name of the waypoint',
  };
  return ruleOf(code, `${kind} for an ambient Service without a waypoint`, words, rules, (mesh, rule) =>
    ambientNamespace(mesh, rule.service.namespace) === 'with waypoint' && !passes(mesh, rule)
      ? 'is an ambient Service that goes through no waypoint'
      : undefined,
  );
}

function fromAnotherNamespace(code: string, kind: string, rules: Rules): Rule {
  const words = {
    explanation: `A waypoint serves the Services of its namespace by what is written there. A ${kind} of another namespace is not for it.`,
    fix: `move the ${kind} into the namespace of the Service`,
  };
  return ruleOf(code, `${kind} from another namespace than the ambient Service`, words, rules, (mesh, rule) =>
    rule.on.namespace !== rule.service.namespace && passes(mesh, rule)
      ? `is a Service of namespace ${rule.service.namespace}, whose waypoint does not look here`
      : undefined,
  );
}

const [DR, VS] = ['DestinationRule', 'VirtualService'];

export const ruleInAmbientNamespace = inNamespaceWithoutWaypoint('KIA0210', DR, destinationRules);
export const ruleForAmbientService = forServiceWithoutWaypoint('KIA0211', DR, destinationRules);
export const ruleFromElsewhere = fromAnotherNamespace('KIA0212', DR, destinationRules);
export const routesInAmbientNamespace = inNamespaceWithoutWaypoint('KIA1109', VS, virtualServices);
export const routesForAmbientService = forServiceWithoutWaypoint('KIA1113', VS, virtualServices);
export const routesFromElsewhere = fromAnotherNamespace('KIA1114', VS, virtualServices);
