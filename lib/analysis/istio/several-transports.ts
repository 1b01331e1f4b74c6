import type { Mesh } from '../../model';
import { mapOf, mapsOf, textOf } from '../../model/mesh-object';
import type { Report, Rule } from '../rule';
import { ServiceNames, servedDeployments } from './served-deployments';

function* find(mesh: Mesh): Iterable<Report> {
  for (const { deployment, services } of servedDeployments(mesh)) {
    const names = new ServiceNames();
    for (const { object, name } of services) {
      for (const { port, protocol } of mapsOf(mapOf(object.spec).ports)) names.add(String(port), textOf(protocol) ?? 'TCP', name);
    }
    for (const [port, transports] of names.groups) {
      if (transports.size < 2) continue;
      const problem = `is behind port ${port} of Services with ${[...transports.keys()].join(' and ')}`;
      yield { on: deployment.object, problem, got: [...transports.values()].flat().sort() };
    }
  }
}

export const severalTransports: Rule = {
  code: 'IST0116',
  level: 'warning',
  title: 'One port with several transports',
  explanation:
    'Services before a Deployment have one port number with TCP and with UDP. The proxy can have one protocol for a port.',
  fix: 'give the ports different numbers, or keep one Service before the Deployment',
  find,
};
