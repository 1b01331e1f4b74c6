import type { Mesh, Service, Workload } from '../../model';
import type { Report, Rule } from '../rule';

/** Ports that a workload says it has; none for one that says nothing, or that is a proxy itself. */
const portsOf = ({ ports, proxy }: Workload) => (proxy === 'gateway' ? [] : ports);

function exposes(workload: Workload, targetPort: Service['ports'][number]['targetPort']): boolean {
  return portsOf(workload).some(({ name, number }) => (typeof targetPort === 'number' ? number : name) === targetPort);
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const service of mesh.services) {
    const telling = service.isKubernetes ? mesh.workloadsBehind(service).filter((one) => portsOf(one).length > 0) : [];
    if (telling.length === 0 || telling.length < mesh.workloadsBehind(service).length) continue;
    for (const { index, targetPort } of service.ports) {
      if (telling.some((workload) => exposes(workload, targetPort))) continue;
      const known = [...new Set(telling.flatMap((one) => portsOf(one).map(({ name, number }) => name ?? number)))].slice(0, 5);
      yield {
        on: service.object,
        field: `spec.ports[${index}].targetPort`,
        problem: 'is a port that no container behind the Service has',
        got: targetPort,
        fix: `use one of the ports of the containers: ${known.join(', ')}`,
      };
    }
  }
}

export const targetPort: Rule = {
  code: 'KIA0701',
  level: 'warning',
  title: 'Service to a port that no container has',
  explanation:
    'The containers behind a Service name the ports that they listen on, and the target port of the Service is not among them. Calls are refused.',
  fix: 'set targetPort to a port of the containers, or add it to theirs',
  find,
};
