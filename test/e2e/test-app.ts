import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ServiceRef } from '../../lib';

/** Port of the Service of a TestApp. */
export const PORT = 8080;

/** A Service, and one pod for each version. The bed runs its own program in them, whatever the image. */
export class TestApp extends Construct {
  readonly service: ServiceRef;

  constructor(
    scope: Construct,
    id: string,
    { namespace, versions = ['v1'] }: { namespace: string; versions?: readonly string[] },
  ) {
    super(scope, `${namespace}-${id}`);
    this.service = { name: id, metadata: { namespace } };
    new ApiObject(this, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: id, namespace },
      spec: { selector: { app: id }, ports: [{ name: 'http', port: PORT }] },
    });
    for (const version of versions) {
      const labels = { app: id, version };
      new ApiObject(this, version, {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: `${id}-${version}`, namespace, labels },
        spec: {
          selector: { matchLabels: labels },
          template: {
            metadata: { labels },
            spec: { containers: [{ name: 'app', image: 'example.com/app:1', ports: [{ name: 'http', containerPort: PORT }] }] },
          },
        },
      });
    }
  }
}
