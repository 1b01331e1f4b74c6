import { reasonToSkip } from '../../injection/injection-policy';
import { type Check, count } from './check';
import { type Namespace, type Revision, revisionFor, type WebhookConfiguration, wishOf } from './control-planes';
import { injectedBy, type Pod, podName, proxyOf, restartOf } from './pods';

/** What is known of a cluster about injection. */
export interface Injection {
  readonly namespaces: readonly Namespace[];
  readonly injectors: readonly WebhookConfiguration[];
  /** The control planes of `dist/`. */
  readonly revisions: ReadonlyMap<string, Revision>;
}

const EVERYTHING = { policy: 'enabled', neverInjectSelector: [], alwaysInjectSelector: [] };

/** The revision whose sidecar a pod should have; undefined for a pod that should have none. */
function wanted(pod: Pod, { namespaces, injectors, revisions }: Injection): string | undefined {
  const { name, namespace = '', labels = {}, annotations = {} } = pod.metadata;
  const labelsOfNamespace = namespaces.find(({ metadata }) => metadata.name === namespace)?.metadata.labels ?? {};
  const revision = revisionFor(injectors, labelsOfNamespace, labels);
  if (revision === undefined) return undefined;
  const skipped = reasonToSkip(
    { metadata: { name, labels, annotations }, spec: { hostNetwork: pod.spec.hostNetwork } },
    namespace,
    revisions.get(revision)?.policy ?? EVERYTHING,
  );
  return skipped === undefined ? revision : undefined;
}

/** Whether the pods that should have a sidecar have one, and of the revision that they should. */
export function checkSidecars(pods: readonly Pod[], injection: Injection): Check[] {
  const asking = pods.flatMap((pod) => {
    const revision = wanted(pod, injection);
    return revision === undefined ? [] : [{ pod, revision }];
  });
  const wrong = [
    ...unserved(injection),
    ...asking
      .flatMap(({ pod, revision }) => problemOf(pod, revision) ?? [])
      .map(
        ({ pod, message }): Check => ({
          ...{ check: 'sidecars', subject: `Pod ${podName(pod)}`, ok: false, message },
          fix: restartOf(pod),
        }),
      ),
  ];
  if (wrong.length > 0 || asking.length === 0) return wrong;
  const revisions = [...new Set(asking.map(({ revision }) => revision))].sort();
  const message = `all have the proxy of the revision that they ask for: ${revisions.join(', ')}`;
  return [{ check: 'sidecars', subject: count(asking.length, 'pod'), ok: true, message }];
}

function problemOf(pod: Pod, revision: string): { readonly pod: Pod; readonly message: string } | undefined {
  if (proxyOf(pod) === undefined) return { pod, message: `has no sidecar, and should have one of revision ${revision}` };
  const by = injectedBy(pod);
  if (by === undefined || by === revision) return undefined;
  return { pod, message: `has a proxy of revision ${by}, and should have one of revision ${revision}` };
}

/** Namespaces whose wish no webhook hears. */
function unserved({ namespaces, injectors }: Injection): Check[] {
  return namespaces.flatMap((namespace): Check[] => {
    const wish = wishOf(namespace);
    const { name, labels = {} } = namespace.metadata;
    if (wish === undefined || revisionFor(injectors, labels, {}) !== undefined) return [];
    const message = `asks for the sidecars of ${wish}, which no webhook of the cluster gives`;
    const fix = `label it with a revision or tag that exists, or apply the control plane of ${wish}`;
    return [{ check: 'sidecars', subject: `Namespace ${name}`, ok: false, message, fix }];
  });
}
