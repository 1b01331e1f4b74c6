import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { ServiceNames, servedDeployments } from './served-deployments';

function* find(mesh: Mesh): Iterable<Report> {
  for (const { deployment, services } of servedDeployments(mesh)) {
    const names = new ServiceNames();
    for (const { ports, name } of services) {
      for (const { targetPort, number } of ports) names.add(String(targetPort), String(number), name);
    }
    for (const [target, numbers] of names.groups) {
      if (numbers.size < 2) continue;
      const problem = `is called on its port ${target} by ports ${[...numbers.keys()].join(' and ')} of Services`;
      yield { on: deployment.object, problem, got: [...numbers.values()].flat().sort() };
    }
  }
}

export const severalPortsToOne: Rule = {
  code: 'IST0137',
  level: 'warning',
  title: 'Several ports that lead to one',
  explanation:
    'Services before a Deployment reach one port of its containers by several ports of their own. The proxy listens once on the port of the container, so the protocol of one of them holds for all.',
  fix: 'give each of the ports a target port of its own, or keep one of them',
  find,
};
