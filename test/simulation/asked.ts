import type { MeshConfig } from '../../imports/mesh-config';
import { Mesh } from '../../lib/model';
import { type Outcome, type RequestOptions, requestTo, Simulator } from '../../lib/simulation';

type Fields = Readonly<Record<string, unknown>>;
export type Manifest = Fields;

const APIS: Readonly<Record<string, string>> = {
  Service: 'v1',
  Pod: 'v1',
  Namespace: 'v1',
  Node: 'v1',
  Deployment: 'apps/v1',
};

/** An object by kind and `<namespace>/<name>`. */
export function object(kind: string, place: string, spec: unknown, metadata: Fields = {}): Manifest {
  const [namespace, name] = place.split('/');
  return { apiVersion: APIS[kind] ?? 'networking.istio.io/v1', kind, metadata: { name, namespace, ...metadata }, spec };
}

/** Ports of a Service by number: `{ 80: 'http' }`, or with a target `{ 80: 'http>8080' }`. */
export type Ports = Readonly<Record<number, string>>;

const portsOf = (ports: Ports) =>
  Object.entries(ports).map(([number, text]) => {
    const [name = '', target] = text.split('>');
    const targetPort = target === undefined ? undefined : /^\d+$/.test(target) ? Number(target) : target;
    return { port: Number(number), name, ...(targetPort === undefined ? {} : { targetPort }) };
  });

export function service(place: string, ports: Ports = { 80: 'http' }, spec: Fields = {}, metadata: Fields = {}): Manifest {
  const [, name] = place.split('/');
  return object('Service', place, { selector: { app: name }, ports: portsOf(ports), ...spec }, metadata);
}

export function workload(place: string, labels: Fields = {}, pod: Fields = {}): Manifest {
  const [, name] = place.split('/');
  const spec = { containers: [{ name: 'app' }], ...pod };
  return object('Deployment', place, { template: { metadata: { labels: { app: name, ...labels } }, spec } });
}

/** Services with one workload each. */
export const apps = (places: readonly string[], ports?: Ports): Manifest[] =>
  places.flatMap((place) => [service(place, ports), workload(place)]);

export const virtualService = (place: string, spec: Fields, metadata?: Fields) => object('VirtualService', place, spec, metadata);
export const destinationRule = (place: string, spec: Fields, metadata?: Fields) =>
  object('DestinationRule', place, spec, metadata);
export const gateway = (place: string, servers: readonly Fields[], spec: Fields = {}, metadata?: Fields) =>
  object('Gateway', place, { selector: { istio: 'ingressgateway' }, servers, ...spec }, metadata);
export const sidecar = (place: string, spec: Fields, metadata?: Fields) => object('Sidecar', place, spec, metadata);
export const serviceEntry = (place: string, spec: Fields, metadata?: Fields) => object('ServiceEntry', place, spec, metadata);

/** Routes to hosts, by `<host>[:<port>][/<subset>][=<weight>]`. */
export function to(...destinations: readonly string[]): Fields[] {
  return destinations.map((text) => {
    const [, host, port, subset, weight] = /^([^:/=]+)(?::(\d+))?(?:\/([^=]+))?(?:=(\d+))?$/.exec(text) ?? [];
    return {
      destination: {
        host,
        ...(port === undefined ? {} : { port: { number: Number(port) } }),
        ...(subset === undefined ? {} : { subset }),
      },
      ...(weight === undefined ? {} : { weight: Number(weight) }),
    };
  });
}

export function simulate(manifests: readonly Manifest[], meshConfig: MeshConfig = {}): Simulator {
  return new Simulator(
    new Mesh(
      manifests.map((manifest) => ({ manifest, source: {} })),
      { meshConfig },
    ),
  );
}

const shortened = (host: string) => host.replace('.svc.cluster.local', '');

/** An outcome in a few words: where it goes, or how the proxy answers. */
export function brief({ outcome, destinations, status, redirect, body }: Outcome): string {
  if (outcome === 'route' || outcome === 'noEndpoints' || outcome === 'noCluster') {
    const shares = destinations.map(({ service: host, port, subset, weight, fails }) => {
      const failure = fails === undefined ? '' : `!${fails}`;
      return `${shortened(host)}:${port}${subset === '' ? '' : `/${subset}`}${weight === 100 ? '' : `=${weight}`}${failure}`;
    });
    return outcome === 'route' ? shares.join(' ') : `${outcome} ${shares.join(' ')}`;
  }
  if (redirect !== undefined) return `${redirect.status} ${redirect.location}`;
  return [outcome, status, body].filter((part) => part !== undefined && part !== '').join(' ');
}

/** Asks as the pods of a workload would. */
export function from(simulator: Simulator, name: string, url: string, options?: RequestOptions): Outcome {
  return simulator.ask(requestTo({ workload: name }, url, options));
}

/** Asks from outside. */
export function at(simulator: Simulator, name: string, url: string, options?: RequestOptions): Outcome {
  return simulator.ask(requestTo({ gateway: name }, url, options));
}
