import type { Mesh } from '../model';
import { gatewaysOf } from '../model/gateway';
import { fullHost, isWildcard } from '../model/hosts';
import type { VirtualService } from '../model/virtual-service';
import { virtualServicesOf } from '../model/virtual-services';

/** Whether one of the texts stands there twice. */
function hasTwins(texts: readonly string[]): boolean {
  return new Set(texts).size < texts.length;
}

/** Whether it is made of several routes of the Gateway API. */
function hasSeveralObjects({ object, http }: VirtualService): boolean {
  return http.some(({ places }) => places[0]?.object !== object && places[0]?.object.kind.endsWith('Route') === true);
}

function virtualServicesCompete(mesh: Mesh): boolean {
  const all = virtualServicesOf(mesh);
  if (all.some(hasSeveralObjects)) return true;
  if (all.length < 2) return false;
  const claims = all.flatMap(({ hosts, gateways }) =>
    gateways.flatMap((gateway) => hosts.map((host) => `${gateway} ${host.toLowerCase()}`)),
  );
  return hasTwins(claims) || all.some(({ hosts }) => hosts.some(isWildcard));
}

function destinationRulesCompete(mesh: Mesh): boolean {
  const { domain } = mesh.settings;
  return hasTwins(
    mesh
      .of('networking.istio.io/DestinationRule')
      .map(({ spec, namespace }) => `${namespace} ${fullHost(spec.host, namespace, domain)}`),
  );
}

/** Whether services have to share a host, an address, or a port without address of which the proxy sees bytes alone. */
function servicesCompete({ services }: Mesh): boolean {
  const addresses = services.flatMap(({ addresses }) => addresses);
  const open = services
    .filter(({ addresses, isKubernetes }) => addresses.length === 0 && !isKubernetes)
    .flatMap(({ ports }) => ports.map(({ number }) => `${number}`));
  return hasTwins(services.map(({ host }) => host)) || hasTwins(addresses) || hasTwins(open);
}

/** Whether there are objects in a mesh of which the older one would win, so that their ages may decide about requests. */
export function hasRivals(mesh: Mesh): boolean {
  return mesh.once(
    'rivals',
    () =>
      gatewaysOf(mesh).length > 1 ||
      hasTwins(mesh.of('networking.istio.io/Sidecar').map(({ namespace }) => namespace)) ||
      virtualServicesCompete(mesh) ||
      destinationRulesCompete(mesh) ||
      servicesCompete(mesh),
  );
}
