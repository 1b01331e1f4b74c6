import type { Mesh } from '../../model';
import { mostSpecific } from '../../model/hosts';
import type { Report, Rule } from '../rule';
import { isInRegistry } from './registry';

/** Hosts under which requests come in from outside: those of VirtualServices and of routes of the Gateway API. */
function routedHosts(mesh: Mesh): ReadonlySet<string> {
  const routes = [...mesh.of('gateway.networking.k8s.io/HTTPRoute'), ...mesh.of('gateway.networking.k8s.io/GRPCRoute')].flatMap(
    ({ spec }) => spec.hostnames ?? [],
  );
  return new Set([...mesh.of('networking.istio.io/VirtualService').flatMap(({ spec }) => spec.hosts ?? []), ...routes]);
}

/** Whether a host is of a form that may stand for many: it is compared as text. */
const isPattern = (host: string) => host.startsWith('*') || host.endsWith('*');

function* find(mesh: Mesh): Iterable<Report> {
  const routed = routedHosts(mesh);
  for (const on of mesh.of('security.istio.io/AuthorizationPolicy')) {
    for (const [i, { to = [] }] of (on.spec.rules ?? []).entries()) {
      for (const [j, { operation }] of to.entries()) {
        for (const [k, written] of (operation?.hosts ?? []).entries()) {
          const host = written.replace(/:(\d+|\*)$/, '');
          if (isPattern(host) || mostSpecific(host, routed) !== undefined) continue;
          if (isInRegistry(mesh, host, on.namespace)) continue;
          const field = `spec.rules[${i}].to[${j}].operation.hosts[${k}]`;
          yield { on, field, problem: 'is the host of no service or route', got: written };
        }
      }
    }
  }
}

export const policyHost: Rule = {
  code: 'KIA0104',
  level: 'error',
  title: 'Host of a policy that nothing has',
  explanation:
    'An AuthorizationPolicy is about requests for a host that is neither a Service nor a ServiceEntry, and that no route is for. No request matches the rule.',
  fix: 'name a host that requests are for',
  find,
};
