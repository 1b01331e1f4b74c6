import type { Stored } from '../../cluster/objects';
import type { Manifest } from '../../core/manifest';
import type { Difference } from './check';

type Fields = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Notes of the API server that nobody says. */
const NOTES = ['managedFields', 'resourceVersion', 'generation', 'uid', 'creationTimestamp'];

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const field = (path: string, name: string) =>
  /^[A-Za-z_]\w*$/.test(name) ? `${path}${path === '' ? '' : '.'}${name}` : `${path}["${name}"]`;

/** Every leaf in which two values differ. */
function between(cluster: unknown, dist: unknown, path: string): Difference[] {
  if (isMap(cluster) && isMap(dist)) {
    const names = [...new Set([...Object.keys(dist), ...Object.keys(cluster)])];
    return names.flatMap((name) => between(cluster[name], dist[name], field(path, name)));
  }
  if (Array.isArray(cluster) && Array.isArray(dist)) {
    const length = Math.max(cluster.length, dist.length);
    return Array.from({ length }, (_, i) => between(cluster[i], dist[i], `${path}[${i}]`)).flat();
  }
  return cluster === dist ? [] : [{ path, dist, cluster }];
}

/** What was said when the object was applied last, and is said no more. */
function unsaid(before: unknown, now: unknown, path: string): Difference[] {
  if (isMap(before) && isMap(now)) {
    return Object.entries(before).flatMap(([name, value]) => unsaid(value, now[name], field(path, name)));
  }
  if (Array.isArray(before) && Array.isArray(now) && before.length === now.length) {
    return before.flatMap((value: unknown, i) => unsaid(value, now[i], `${path}[${i}]`));
  }
  return now === undefined && before !== null ? [{ path, cluster: before }] : [];
}

/** What those who deliver write on the objects that they look after. */
const OF_DELIVERY = /^(argocd\.argoproj\.io|kustomize\.toolkit\.fluxcd\.io|applyset\.kubernetes\.io)\//;

function withoutDelivery(marks: Readonly<Record<string, string>> = {}): Fields {
  return Object.fromEntries(Object.entries(marks).filter(([name]) => !OF_DELIVERY.test(name)));
}

function withoutNotes({ metadata, status: _, ...object }: Stored): Fields {
  const { labels, annotations, ...said } = metadata;
  const kept = Object.fromEntries(Object.entries(said).filter(([name]) => !NOTES.includes(name)));
  return { ...object, metadata: { ...kept, labels: withoutDelivery(labels), annotations: withoutDelivery(annotations) } };
}

/** istiod closes its validation once it works; that is meant, and no drift (docs/gitops-webhooks.md). */
const isOfIstiod = ({ kind }: Manifest, { path, dist, cluster }: Difference) =>
  kind === 'ValidatingWebhookConfiguration' && path.endsWith('.failurePolicy') && dist === 'Ignore' && cluster === 'Fail';

/**
 * The fields in which a stored object is not what `dist/` makes of it.
 * @param applied what the API server would store if the object of `dist/` were applied
 */
export function differences(object: Manifest, stored: Stored, applied: Stored): Difference[] {
  const changed = between(withoutNotes(stored), withoutNotes(applied), '');
  const last = stored.metadata.annotations?.[LAST_APPLIED];
  const forgotten =
    last === undefined ? [] : unsaid(JSON.parse(last), object, '').filter(({ path }) => path !== 'metadata.annotations');
  const known = new Set(changed.map(({ path }) => path));
  const all = [...changed, ...forgotten.filter(({ path }) => !known.has(path) && path !== 'metadata.namespace')].filter(
    (difference) => !isOfIstiod(object, difference),
  );
  // Nothing of a secret is printed.
  return object.kind === 'Secret' ? all.map(({ path }) => ({ path })) : all;
}
