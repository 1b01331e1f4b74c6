import { Size } from 'cdk8s';
import { Cpu, Deployment, ImagePullPolicy, LabelSelector, Probe, Service, ServiceAccount } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { restrict, withoutAddress } from '../../addons/pod-security';
import { HANDSON_IMAGE } from '../../versions';

/** Port of the app and of its Service. */
export const HANDSON_PORT = 8080;

const NAME = 'handson';
const COLOURS = ['blue', 'green'] as const;
const USER = 65534;

/** A Service, and a Deployment for each colour. */
export class ColouredApp extends Construct {
  readonly service: Service;

  constructor(scope: Construct, id: string, { namespace }: { readonly namespace: string }) {
    super(scope, id);
    const metadata = { name: NAME, namespace, labels: { app: NAME } };
    this.service = new Service(this, 'service', { metadata, ports: [{ name: 'http', port: HANDSON_PORT }] });
    this.service.selectLabel('app', NAME);
    const account = new ServiceAccount(this, 'account', { metadata });
    for (const colour of COLOURS) this.addColour(colour, namespace, account);
  }

  private addColour(colour: string, namespace: string, serviceAccount: ServiceAccount): void {
    const labels = { app: NAME, color: colour };
    const deployment = new Deployment(this, colour, {
      metadata: { name: `${NAME}-${colour}`, namespace, labels },
      podMetadata: { labels: { ...labels, version: colour } },
      replicas: 1,
      select: false,
      serviceAccount,
    });
    deployment.select(LabelSelector.of({ labels }));
    deployment.addContainer({
      name: NAME,
      image: `${HANDSON_IMAGE}:${colour}`,
      imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
      ports: [{ name: 'http', number: HANDSON_PORT }],
      readiness: Probe.fromHttpGet('/', { port: HANDSON_PORT }),
      resources: {
        cpu: { request: Cpu.millis(10) },
        memory: { request: Size.mebibytes(16), limit: Size.mebibytes(64) },
      },
      securityContext: { user: USER, group: USER, readOnlyRootFilesystem: true },
    });
    withoutAddress(deployment);
    restrict(deployment);
  }
}
