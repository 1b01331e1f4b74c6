import { object as manifest } from './manifests';

/** Labels of pods. */
type Labels = Readonly<Record<string, string>>;

const istio = (kind: string, apiVersion?: string) =>
  function written(name: string, spec: object, namespace = 'shop', rest: object = {}): string {
    return manifest(kind, `${namespace}/${name}`, { spec, ...rest }, apiVersion);
  };

export const virtualService = istio('VirtualService');
export const destinationRule = istio('DestinationRule');
export const gateway = istio('Gateway');
export const serviceEntry = istio('ServiceEntry');
export const sidecar = istio('Sidecar');
export const telemetry = istio('Telemetry');
export const requestAuthentication = istio('RequestAuthentication');
export const authorizationPolicy = istio('AuthorizationPolicy');
export const peerAuthentication = istio('PeerAuthentication');
export const envoyFilter = istio('EnvoyFilter', 'networking.istio.io/v1alpha3');

/** A Service with the ports of these numbers, for pods with the label `app` of its name. */
export function service(name: string, ports: readonly number[] = [80], namespace = 'shop', annotations: Labels = {}): string {
  const spec = { selector: { app: name }, ports: ports.map((port) => ({ name: `http-${port}`, port })) };
  return manifest('Service', `${namespace}/${name}`, { metadata: { annotations }, spec });
}

export function secret(name: string, namespace = 'shop'): string {
  return manifest('Secret', `${namespace}/${name}`);
}

/** A Deployment whose pods have the labels. */
export function deployment(name: string, labels: Labels, namespace = 'shop', annotations: Labels = {}, pod: object = {}): string {
  const template = { metadata: { labels, annotations }, spec: { containers: [{ name: 'app', image: 'app' }], ...pod } };
  return manifest('Deployment', `${namespace}/${name}`, { spec: { template } });
}

/** A rule that sends requests to one destination. */
export function to(destination: object, rest: object = {}): object {
  return { route: [{ destination }], ...rest };
}

/** An object of another kind. */
export function object(
  apiVersion: string,
  kind: string,
  metadata: { name: string; namespace?: string; labels?: Labels },
  rest: object,
): string {
  const { name, namespace, ...more } = metadata;
  return manifest(kind, namespace === undefined ? name : `${namespace}/${name}`, { metadata: more, ...rest }, apiVersion);
}
