import { grouped } from '../../core/grouped';
import type { Mesh, Service } from '../../model';
import type { Report, Rule } from '../rule';

/** Whether a namespace may see both. */
function meet(a: Service, b: Service): boolean {
  const namespaces = (one: Service) => one.exportTo.map((name) => (name === '.' ? one.namespace : name));
  const [ofA, ofB] = [namespaces(a), namespaces(b)];
  return ofA.includes('*') || ofB.includes('*')
    ? !ofA.includes('~') && !ofB.includes('~')
    : ofA.some((name) => ofB.includes(name));
}

function* find(mesh: Mesh): Iterable<Report> {
  const ports = mesh.services
    .filter(({ isKubernetes }) => !isKubernetes)
    .flatMap((service) => service.ports.map((port) => ({ service, ...port })));
  for (const group of grouped(ports, ({ service, number, protocol }) => `${service.host} ${number} ${protocol}`).values()) {
    if (group.length < 2) continue;
    for (const { service, index, number } of group) {
      const other = group.find((one) => one.service.object !== service.object && meet(one.service, service));
      if (other === undefined) continue;
      const { namespace, name } = other.service;
      const problem = `is a port that ServiceEntry ${namespace}/${name} has for ${service.host} too`;
      yield { on: service.object, field: `spec.ports[${index}].number`, problem, got: number };
    }
  }
}

export const entriesOfOneHost: Rule = {
  code: 'KIA1211',
  level: 'warning',
  title: 'Two ServiceEntries for one host and port',
  explanation:
    'Two ServiceEntries that one namespace sees have the same host and port. Istio puts their endpoints together or takes one of the two, by their resolution and age.',
  fix: 'join them into one ServiceEntry, or export them to different namespaces',
  find,
};
