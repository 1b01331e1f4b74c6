import type { Mesh, Service } from '../../model';
import { fullHost } from '../../model/hosts';
import { mayBeHttp } from '../../model/port-protocol';
import type { Report, Rule } from '../rule';
import { type PlacedDestination, placedDestinations } from './destinations';
import { type HttpRule, httpRules, isInSidecars, type PlacedRule } from './http-rules';

/** Ports of the hosts on which sidecars ask a rule. */
function callersPorts(mesh: Mesh, { on, rule }: PlacedRule): ReadonlySet<number> {
  const services = (on.spec.hosts ?? []).flatMap(
    (host) => mesh.serviceSeenFrom(on.namespace, fullHost(host, on.namespace, mesh.settings.domain)) ?? [],
  );
  const ports = services.flatMap((service) => service.ports.filter(({ protocol }) => mayBeHttp(protocol)));
  return new Set(ports.map(({ number }) => number).filter((number) => isAskedOn(rule, number)));
}

function isAskedOn({ match = [] }: HttpRule, number: number): boolean {
  const ofMesh = match.filter(({ gateways = [] }) => gateways.length === 0 || gateways.includes('mesh'));
  return match.length === 0 || ofMesh.some(({ port = 0 }) => port === 0 || port === number);
}

function calledWithoutPort(mesh: Mesh, { on, host, port }: PlacedDestination): Service | undefined {
  if (port !== undefined && port !== 0) return undefined;
  const service = mesh.serviceSeenFrom(on.namespace, host);
  return service === undefined || service.ports.length === 0 || service.resolution === 'alias' ? undefined : service;
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const placed of httpRules(mesh)) {
    if (!isInSidecars(placed.on)) continue;
    const asked = [...callersPorts(mesh, placed)];
    for (const destination of placedDestinations(mesh, placed)) {
      const service = calledWithoutPort(mesh, destination);
      if (service === undefined) continue;
      const missing = asked.filter((number) => !service.ports.some((port) => port.number === number));
      const [first] = missing;
      if (first === undefined) continue;
      const own = service.ports.map(({ number }) => number);
      yield {
        on: placed.on,
        field: destination.field,
        problem: `has no port, so that sidecars take ${first}, on which they were called and which ${service.host} does not have`,
        got: destination.written,
        fix: `write port.number, one of ${own.join(', ')}`,
        level: missing.length === asked.length ? 'error' : 'warning',
      };
    }
  }
}

export const portOfCaller: Rule = {
  code: 'MESH0108',
  level: 'error',
  title: 'Destination without a port, and a Service without that of the caller',
  explanation:
    'A sidecar sends to the port on which it was called where a destination names none, also where the Service of the destination has one port alone. Where that Service does not have the port, every request of the rule ends with 503. Gateways take the only port of the Service.',
  fix: 'write the port of the destination',
  find,
};
