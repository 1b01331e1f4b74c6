import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ServiceRef } from '../../lib';

/** Port of the Service of a TestApp. */
export const PORT = 8080;

/** How a TestApp runs. */
export interface TestAppProps {
  readonly namespace: string;
  /** One Deployment for each. @default v1 */
  readonly versions?: readonly string[];
  /** More of the spec of each Deployment. */
  readonly deployment?: object;
  /** More of the container of each pod. */
  readonly container?: object;
}

/** A Service, and one pod for each version. The bed runs its own program in them, whatever the image. */
export class TestApp extends Construct {
  readonly service: ServiceRef;

  constructor(scope: Construct, id: string, { namespace, versions = ['v1'], deployment, container }: TestAppProps) {
    super(scope, `${namespace}-${id}`);
    this.service = { name: id, metadata: { namespace } };
    new ApiObject(this, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: id, namespace },
      spec: { selector: { app: id }, ports: [{ name: 'http', port: PORT }] },
    });
    const app = { name: 'app', image: 'example.com/app:1', ports: [{ name: 'http', containerPort: PORT }], ...container };
    for (const version of versions) {
      const labels = { app: id, version };
      new ApiObject(this, version, {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: `${id}-${version}`, namespace, labels },
        spec: {
          selector: { matchLabels: labels },
          template: { metadata: { labels }, spec: { containers: [app] } },
          ...deployment,
        },
      });
    }
  }
}
