import { Size } from 'cdk8s';
import { MeshNamespace } from 'cdk8s-istio/injection';
import type { IngressGateway, IstioControlPlane } from 'cdk8s-istio/install';
import { DestinationRule, Gateway, VirtualService } from 'cdk8s-istio/networking';
import { split } from 'cdk8s-istio/recipes';
import { Cpu, Deployment, LabelSelector, Probe, Service } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { WEB_IMAGE } from './versions';

const PORT = 9898;
const USER = 1000;

export interface WebProps {
  readonly controlPlane: IstioControlPlane;
  readonly ingress: IngressGateway;
  /** Where the rules go: a later stage than the workloads. */
  readonly traffic: Construct;
  /** What people write into their browser. */
  readonly host: string;
}

/** One app of the mesh, an example of your own: a namespace with sidecars, a workload, and the rules by which requests reach it. */
export class Web extends Construct {
  constructor(scope: Construct, id: string, { controlPlane, ingress, traffic, host }: WebProps) {
    super(scope, id);
    new MeshNamespace(this, id, { injectedBy: controlPlane });
    const metadata = { name: 'web', namespace: id };
    const labels = { app: 'web', version: 'v1' };

    const deployment = new Deployment(this, 'deployment', {
      metadata: { ...metadata, name: 'web-v1', labels },
      podMetadata: { labels },
      replicas: 2,
      select: false,
    });
    deployment.select(LabelSelector.of({ labels }));
    deployment.addContainer({
      name: 'web',
      image: WEB_IMAGE,
      ports: [{ name: 'http', number: PORT }],
      readiness: Probe.fromHttpGet('/readyz', { port: PORT }),
      resources: { cpu: { request: Cpu.millis(50) }, memory: { request: Size.mebibytes(32), limit: Size.mebibytes(128) } },
      securityContext: { user: USER, group: USER },
    });

    const service = new Service(this, 'service', { metadata, ports: [{ name: 'http', port: PORT }] });
    service.selectLabel('app', labels.app);

    const rules = new Construct(traffic, id);
    const gateway = new Gateway(rules, 'gateway', {
      metadata,
      selector: ingress,
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: [host] }],
    });
    const versions = new DestinationRule(rules, 'versions', {
      metadata,
      host: service,
      subsets: { v1: { version: 'v1' } },
    });
    new VirtualService(rules, 'routes', {
      metadata,
      hosts: [host],
      gateways: [gateway],
      http: [{ route: split(versions, { v1: 100 }) }],
    });
  }
}
