import type { Cluster } from '../../cluster/cluster';
import { Kinds } from '../../cluster/kinds';
import type { DistFile } from '../dist-files';
import type { Check } from './check';
import { isInjector, type Namespace, revisionFor, revisionsOf, type WebhookConfiguration, wishOf } from './control-planes';
import { checkInjection } from './injection';
import { checkObjects } from './objects';
import { readPods } from './pods';
import { checkReady } from './ready';
import { checkSidecars, type Injection } from './sidecars';
import { checkVersions } from './versions';
import { checkWebhooks } from './webhooks';

const INJECTORS = '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations';

/** Everything that can be said about a cluster and the manifests that it should be made of. */
export async function verify(cluster: Cluster, files: readonly DistFile[]): Promise<Check[]> {
  const [kinds, namespaces, webhooks] = await Promise.all([
    Kinds.read(cluster),
    cluster.list<Namespace>('/api/v1/namespaces'),
    cluster.list<WebhookConfiguration>(INJECTORS),
  ]);
  const objects = files.flatMap((file) => file.objects).map((object) => kinds.placed(object));
  const injection: Injection = { namespaces, injectors: webhooks.filter(isInjector), revisions: revisionsOf(objects) };
  const [{ checks, stored }, pods, injected] = await Promise.all([
    checkObjects(cluster, kinds, files),
    readPods(
      cluster,
      watched(
        objects.map(({ metadata }) => metadata.namespace ?? ''),
        injection,
      ),
    ),
    checkInjection(cluster, injection),
  ]);
  return [
    ...checks,
    ...checkReady(objects, stored),
    ...(await checkWebhooks(cluster, objects, stored)),
    ...injected,
    ...checkVersions(pods, objects, injection.revisions),
    ...checkSidecars(pods, injection),
  ];
}

/** Namespaces that exist, and that `dist/` or an injector has to do with. */
function watched(named: readonly string[], { namespaces, injectors }: Injection): string[] {
  return namespaces
    .filter((namespace) => {
      const { name, labels = {} } = namespace.metadata;
      return named.includes(name) || wishOf(namespace) !== undefined || revisionFor(injectors, labels, {}) !== undefined;
    })
    .map(({ metadata }) => metadata.name);
}
