/** Labels of pods. */
type Labels = Readonly<Record<string, string>>;

function manifest(apiVersion: string, kind: string, metadata: object, rest: object): string {
  return `---\n${JSON.stringify({ apiVersion, kind, metadata, ...rest })}\n`;
}

const istio = (apiVersion: string, kind: string) =>
  function written(name: string, spec: object, namespace = 'shop', rest: object = {}): string {
    return manifest(apiVersion, kind, { name, namespace }, { spec, ...rest });
  };

export const virtualService = istio('networking.istio.io/v1', 'VirtualService');
export const destinationRule = istio('networking.istio.io/v1', 'DestinationRule');
export const gateway = istio('networking.istio.io/v1', 'Gateway');
export const serviceEntry = istio('networking.istio.io/v1', 'ServiceEntry');
export const sidecar = istio('networking.istio.io/v1', 'Sidecar');
export const telemetry = istio('telemetry.istio.io/v1', 'Telemetry');
export const requestAuthentication = istio('security.istio.io/v1', 'RequestAuthentication');
export const authorizationPolicy = istio('security.istio.io/v1', 'AuthorizationPolicy');
export const peerAuthentication = istio('security.istio.io/v1', 'PeerAuthentication');
export const envoyFilter = istio('networking.istio.io/v1alpha3', 'EnvoyFilter');

export function namespace(name: string, labels: Labels = {}): string {
  return manifest('v1', 'Namespace', { name, labels }, {});
}

/** A Service with the ports of these numbers, for pods with the label `app` of its name. */
export function service(name: string, ports: readonly number[] = [80], namespace = 'shop', annotations: Labels = {}): string {
  const spec = { selector: { app: name }, ports: ports.map((port) => ({ name: `http-${port}`, port })) };
  return manifest('v1', 'Service', { name, namespace, annotations }, { spec });
}

export function secret(name: string, namespace = 'shop'): string {
  return manifest('v1', 'Secret', { name, namespace }, {});
}

/** A Deployment whose pods have the labels. */
export function deployment(name: string, labels: Labels, namespace = 'shop', annotations: Labels = {}, pod: object = {}): string {
  const template = { metadata: { labels, annotations }, spec: { containers: [{ name: 'app', image: 'app' }], ...pod } };
  return manifest('apps/v1', 'Deployment', { name, namespace }, { spec: { selector: { matchLabels: labels }, template } });
}

/** A rule of HTTP that sends requests to one destination. */
export function to(destination: object, rest: object = {}): object {
  return { route: [{ destination }], ...rest };
}

/** An object of another kind. */
export const object = manifest;
