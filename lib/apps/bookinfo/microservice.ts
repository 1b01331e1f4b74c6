import { ApiObject, JsonPatch } from 'cdk8s';
import { Deployment, type EnvValue, ImagePullPolicy, LabelSelector, Service, ServiceAccount, Volume } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { NonEmpty } from '../../core/one-of';
import { BOOKINFO_HUB, BOOKINFO_TAG } from '../../versions';

/** Port of every microservice and of its Service. */
export const BOOKINFO_PORT = 9080;

/** Props of a Microservice. */
export interface MicroserviceProps<Version extends string> {
  readonly namespace: string;
  /** Versions that run side by side, one pod of each. */
  readonly versions: NonEmpty<Version>;
  /** Annotations of the pods. @default none */
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /** @default none */
  readonly env?: Readonly<Record<string, EnvValue>>;
  /** Folders that the program writes to, by name of their volume. @default none */
  readonly writable?: Readonly<Record<string, string>>;
}

/** One microservice of bookinfo: a Service, a ServiceAccount, and a Deployment for each version. */
export class Microservice<Version extends string> extends Construct {
  readonly service: Service;

  constructor(scope: Construct, id: string, props: MicroserviceProps<Version>) {
    super(scope, id);
    const { namespace, versions, podAnnotations, env, writable = {} } = props;
    this.service = new Service(this, 'service', {
      metadata: { name: id, namespace, labels: { app: id, service: id } },
      ports: [{ port: BOOKINFO_PORT, name: 'http' }],
    });
    this.service.selectLabel('app', id);
    const serviceAccount = new ServiceAccount(this, 'account', {
      metadata: { name: `bookinfo-${id}`, namespace, labels: { account: id } },
    });
    for (const version of versions) {
      const labels = { app: id, version };
      const deployment = new Deployment(this, version, {
        metadata: { name: `${id}-${version}`, namespace, labels },
        podMetadata: { labels, annotations: podAnnotations },
        replicas: 1,
        select: false,
        serviceAccount,
      });
      deployment.select(LabelSelector.of({ labels }));
      const container = deployment.addContainer({
        name: id,
        image: `${BOOKINFO_HUB}/examples-bookinfo-${id}-${version}:${BOOKINFO_TAG}`,
        imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
        ports: [{ number: BOOKINFO_PORT }],
        envVariables: { ...env },
        resources: {},
        securityContext: { readOnlyRootFilesystem: false },
      });
      for (const [name, folder] of Object.entries(writable)) {
        container.mount(folder, Volume.fromEmptyDir(this, `${version}-${name}`, name));
      }
      withoutAddress(deployment);
    }
  }
}

/** Takes away a label that cdk8s-plus makes from the construct path: moving the code would restart the pods. */
function withoutAddress(deployment: Deployment): void {
  ApiObject.of(deployment).addJsonPatch(JsonPatch.remove('/spec/template/metadata/labels/cdk8s.io~1metadata.addr'));
}
