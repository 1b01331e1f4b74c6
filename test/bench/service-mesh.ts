/** Objects of a mesh, as they stand in YAML. */
type Manifest = Readonly<Record<string, unknown>>;

/** A service with two versions, in five objects: Service, two Deployments, DestinationRule, VirtualService. */
function objectsOf(i: number): Manifest[] {
  const namespace = `team-${i % 20}`;
  const name = `service-${i}`;
  const metadata = { name, namespace };
  const versions = ['v1', 'v2'];
  const istio = 'networking.istio.io/v1';
  const to = (subset: string, weight?: number) => ({ destination: { host: name, subset }, ...(weight && { weight }) });
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
    },
    ...versions.map((version) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: `${name}-${version}`, namespace },
      spec: {
        selector: { matchLabels: { app: name, version } },
        template: {
          metadata: { labels: { app: name, version } },
          spec: { containers: [{ name: 'app', image: 'example/app:1', ports: [{ containerPort: 8080 }] }] },
        },
      },
    })),
    {
      apiVersion: istio,
      kind: 'DestinationRule',
      metadata,
      spec: { host: name, subsets: versions.map((version) => ({ name: version, labels: { version } })) },
    },
    {
      apiVersion: istio,
      kind: 'VirtualService',
      metadata,
      spec: {
        hosts: [name],
        http: [
          { match: [{ headers: { 'end-user': { exact: 'jason' } } }], route: [to('v2')] },
          { route: [to('v1', 90), to('v2', 10)] },
        ],
      },
    },
  ];
}

/** A mesh of many services in twenty namespaces. */
export function serviceMesh(services: number): readonly Manifest[] {
  const labels = { 'istio-injection': 'enabled' };
  const namespaces = Array.from({ length: 20 }, (_, i) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: `team-${i}`, labels },
  }));
  return [...namespaces, ...Array.from({ length: services }, (_, i) => objectsOf(i)).flat()];
}
