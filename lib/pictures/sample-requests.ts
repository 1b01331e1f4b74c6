import { picks } from '../core/labels';
import type { Mesh, Service, Workload } from '../model';
import { type Gateway, gatewaysOf } from '../model/gateway';
import { hostsMeet, isWildcard } from '../model/hosts';
import { isHttp, isTls } from '../model/port-protocol';
import { type HttpMatch, MESH_GATEWAY, type TlsMatch, type VirtualService } from '../model/virtual-service';
import { virtualServicesOf } from '../model/virtual-services';
import type { Request } from '../simulation';
import { modeOf } from '../simulation/has-sidecar';
import { sampleOf } from './sample-text';

type Asked = Omit<Request, 'from' | 'host' | 'port'>;

/** What a request has to have so that it meets the conditions; undefined where no such text was found. */
function asked({ uri, method, headers = {}, queryParams = {}, authority }: HttpMatch): Asked | undefined {
  const path = uri === undefined ? '/' : sampleOf(uri, '/');
  const verb = method === undefined ? 'GET' : sampleOf(method, 'GET');
  const host = authority === undefined ? undefined : sampleOf(authority, 'example.com');
  const values = Object.entries(headers).map(([name, match]) => [name, sampleOf(match, 'some')] as const);
  const queries = Object.entries(queryParams).map(([name, match]) => [name, sampleOf(match, 'some')] as const);
  const isLost = [...values, ...queries].some(([, value]) => value === undefined);
  if (path === undefined || verb === undefined || isLost || (authority !== undefined && host === undefined)) return undefined;
  const query = queries.map(([name, value]) => `${name}=${value}`).join('&');
  const all = { ...Object.fromEntries(values), ...(host === undefined ? {} : { host }) } as Record<string, string>;
  return {
    path: query === '' ? path : `${path}?${query}`,
    method: verb,
    ...(Object.keys(all).length === 0 ? {} : { headers: all }),
  };
}

/** One name for which a host with a wildcard stands. */
function concrete(host: string): string {
  if (host === '*') return 'example.com';
  return isWildcard(host) ? host.replace('*', 'www') : host;
}

interface Conditions {
  readonly asked: Asked;
  readonly port: number | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly namespace: string | undefined;
}

const PLAIN: Conditions = { asked: { path: '/', method: 'GET' }, port: undefined, labels: {}, namespace: undefined };

/** One request for each set of conditions of the rules, and one that has none of what they ask for. */
function classesOf({ http }: VirtualService, gateway: string): readonly Conditions[] {
  const matches = http.flatMap((rule) => rule.matches.map(({ match }) => match));
  const here = matches.filter(({ gateways = [] }) => gateways.length === 0 || gateways.includes(gateway));
  const found = here.flatMap((match): Conditions[] => {
    const request = asked(match);
    const namespace = match.sourceNamespace === '' ? undefined : match.sourceNamespace;
    return request === undefined ? [] : [{ asked: request, port: match.port, labels: match.sourceLabels ?? {}, namespace }];
  });
  return [...found, PLAIN];
}

/** Finds who may send a request: one that its environment tells of the service, else a neighbour, else anybody with a proxy. */
class Clients {
  readonly #withProxy: readonly Workload[];

  constructor(
    private readonly mesh: Mesh,
    private readonly callers: (service: Service) => readonly Workload[],
  ) {
    this.#withProxy = mesh.workloads.filter((one) => modeOf(mesh, one) === 'sidecar');
  }

  of(service: Service, { labels, namespace }: Conditions): Workload | undefined {
    const behind = this.mesh.workloadsBehind(service);
    const fits = (one: Workload) =>
      modeOf(this.mesh, one) === 'sidecar' &&
      picks(labels, one.labels) &&
      (namespace === undefined || one.namespace === namespace) &&
      !behind.includes(one);
    const neighbour = (one: Workload) => one.namespace === service.namespace && fits(one);
    return this.callers(service).find(fits) ?? this.#withProxy.find(neighbour) ?? this.#withProxy.find(fits);
  }
}

const nameOf = ({ name, namespace }: { readonly name: string; readonly namespace: string }) => `${name}.${namespace}`;

function serverFor({ servers }: Gateway, host: string, isRead: boolean): Gateway['servers'][number] | undefined {
  const all = servers.filter(
    ({ spec: { tls } }) => isRead === (tls === undefined || /^(SIMPLE|MUTUAL|OPTIONAL)/.test(tls.mode ?? '')),
  );
  return all.find(({ hosts }) => hosts.some((one) => hostsMeet(one.slice(one.indexOf('/') + 1), host))) ?? all[0];
}

function fromOutside(mesh: Mesh, virtualService: VirtualService): Request[] {
  const gateways = gatewaysOf(mesh).filter(({ name }) => virtualService.gateways.includes(name));
  return gateways.flatMap((gateway) => {
    const from = { gateway: nameOf(gateway.object) };
    return virtualService.hosts.flatMap((pattern): Request[] => {
      const read = serverFor(gateway, pattern, true);
      const requests =
        read === undefined || virtualService.http.length === 0
          ? []
          : classesOf(virtualService, gateway.name).map(({ asked: request }): Request => {
              const { port, tls } = read.spec;
              const known = read.hosts.map((one) => one.slice(one.indexOf('/') + 1)).find((one) => one !== '*');
              const host = concrete(pattern === '*' ? (known ?? '*') : pattern);
              return { from, host, port: port.number, scheme: tls === undefined ? 'http' : 'https', ...request };
            });
      const passed = serverFor(gateway, pattern, false);
      const names = virtualService.tls.flatMap(({ matches }) =>
        matches.flatMap(({ match }) => (match as TlsMatch).sniHosts ?? []),
      );
      const connections =
        passed === undefined
          ? []
          : names.map((name): Request => ({ from, host: concrete(name), port: passed.spec.port.number, scheme: 'tls' }));
      return [...requests, ...connections];
    });
  });
}

function fromWithin(service: Service, classes: readonly Conditions[], clients: Clients): Request[] {
  return classes.flatMap((conditions): Request[] => {
    const client = clients.of(service, conditions);
    const port = service.ports.find(({ number }) => number === conditions.port) ?? service.ports[0];
    if (client === undefined || port === undefined) return [];
    const from = { workload: nameOf(client) };
    const host = concrete(service.host);
    if (isTls(port.protocol)) return [{ from, host, port: port.number, scheme: 'tls' }];
    if (!isHttp(port.protocol) && port.protocol !== 'UNKNOWN') return [{ from, host, port: port.number, scheme: 'tcp' }];
    return [{ from, host, port: port.number, ...conditions.asked }];
  });
}

/**
 * Requests that meet each set of conditions of the rules of a mesh, one each: from outside at each Gateway, then within the mesh.
 * @param rulesFor VirtualServices for calls to a service
 * @param callers workloads that are known to call a service
 */
export function sampleRequests(
  mesh: Mesh,
  rulesFor: (service: Service) => readonly VirtualService[],
  callers: (service: Service) => readonly Workload[],
): readonly Request[] {
  const clients = new Clients(mesh, callers);
  const all = [
    ...virtualServicesOf(mesh).flatMap((one) => fromOutside(mesh, one)),
    ...mesh.services.flatMap((service) => {
      const classes = rulesFor(service).flatMap((one) => classesOf(one, MESH_GATEWAY));
      return fromWithin(service, classes.length === 0 ? [PLAIN] : classes, clients);
    }),
  ];
  const distinct = new Map(all.map((request) => [JSON.stringify(request), request]));
  return [...distinct.values()];
}
