import type { Mesh } from '../mesh';
import type { MeshObject } from '../mesh-object';
import type { Specs } from '../specs';

type Gateway = MeshObject<Specs['gateway.networking.k8s.io/Gateway']>;

/** Class of Gateways that istiod has of itself. */
const DEFAULT_CLASS = 'istio';
const CONTROLLER = 'istio.io/gateway-controller';
const NAME_OVERRIDE = 'gateway.istio.io/name-override';
const ACCOUNT_OVERRIDE = 'gateway.istio.io/service-account';

/** Whether istiod runs Gateways of a class and gives them routes. */
export function isRoutingClass(mesh: Mesh, name: string): boolean {
  const declared = mesh.find('gateway.networking.k8s.io/GatewayClass', '', name);
  if (declared === undefined) return name === DEFAULT_CLASS;
  return (declared.spec as Partial<Specs['gateway.networking.k8s.io/GatewayClass']>).controllerName === CONTROLLER;
}

/** Whether istiod makes the pods of a Gateway, where it does not name a Service whose pods are there already. */
export function isManaged({ spec: { addresses = [] } }: Gateway): boolean {
  const [first, ...others] = addresses;
  if (first === undefined) return true;
  return others.length === 0 && (first.type === undefined || first.type === 'IPAddress');
}

/** Name of the Deployment and the Service that istiod makes for a Gateway. */
export function deployedName({ name, annotations, spec }: Gateway): string {
  return annotations[NAME_OVERRIDE] || `${name}-${spec.gatewayClassName}`;
}

function madeFor(gateway: Gateway): MeshObject[] {
  const { name: gatewayName, namespace, annotations, spec, source, created } = gateway;
  const name = deployedName(gateway);
  const labels = { ...spec.infrastructure?.labels, 'gateway.networking.k8s.io/gateway-name': gatewayName };
  const ports = new Map((spec.listeners ?? []).map((listener) => [listener.port, listener]));
  const service = {
    selector: { 'gateway.networking.k8s.io/gateway-name': gatewayName },
    ports: [...ports.values()].map((one) => ({ name: one.name, port: one.port, appProtocol: one.protocol.toLowerCase() })),
  };
  const account = annotations[ACCOUNT_OVERRIDE] || name;
  const pod = { serviceAccountName: account, containers: [{ name: 'istio-proxy', image: 'proxyv2', args: ['proxy', 'router'] }] };
  const deployment = { template: { metadata: { labels }, spec: pod } };
  const metadata = { name, namespace, labels };
  const made = (apiVersion: string, kind: string, content: object): MeshObject => ({
    group: apiVersion === 'v1' ? '' : 'apps',
    version: 'v1',
    kind,
    name,
    namespace,
    labels,
    annotations: {},
    spec: content,
    created,
    manifest: { apiVersion, kind, metadata, spec: content },
    source,
  });
  return [made('apps/v1', 'Deployment', deployment), made('v1', 'Service', service)];
}

/** What istiod makes for Gateways of the Gateway API and the manifests do not have. */
export function madeForGateways(mesh: Mesh): readonly MeshObject[] {
  return mesh
    .of('gateway.networking.k8s.io/Gateway')
    .filter((gateway) => isRoutingClass(mesh, gateway.spec.gatewayClassName) && isManaged(gateway))
    .flatMap(madeFor)
    .filter(({ group, kind, namespace, name }) => mesh.find(`${group}/${kind}`, namespace, name) === undefined);
}

/** A mesh with what istiod makes for its Gateways. */
export function withGatewayPods(mesh: Mesh): Mesh {
  return mesh.once('with the pods of Gateways', () => {
    const made = madeForGateways(mesh);
    return made.length === 0 ? mesh : mesh.with(made);
  });
}
