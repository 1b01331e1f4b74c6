import type { Kinds } from '../../cluster/kinds';
import { groupOf, keyOf, type Stored, titleOf } from '../../cluster/objects';
import type { Manifest } from '../../core/manifest';
import type { DistFile } from '../dist-files';
import { isOwned } from './inventory';
import { controlPlanesOf, madeByIstiod } from './made-by-istiod';
import { isOfIstio } from './of-istio';
import { forsakenPods } from './pods';

/** What may be deleted beside the objects of `dist/`. */
export interface Permissions {
  /** All objects of the kinds that go. */
  readonly deleteCustomResources: boolean;
  /** All objects in the namespaces that go. */
  readonly deleteNamespaces: boolean;
  /** All of Istio, of whatever revision and installation. */
  readonly purge: boolean;
}

/** Objects that go together, in this order. */
export interface Step {
  readonly title: string;
  readonly objects: readonly Manifest[];
}

/** An object of `dist/` that stays, and why. */
export interface Kept {
  readonly object: Manifest;
  readonly reason: string;
  readonly fix: string;
  /** The objects that would go with it. */
  readonly holds: readonly string[];
}

export interface Plan {
  readonly steps: readonly Step[];
  readonly kept: readonly Kept[];
  readonly warnings: readonly string[];
}

const isCrd = ({ kind }: Manifest) => kind === 'CustomResourceDefinition';
const isNamespace = ({ kind }: Manifest) => kind === 'Namespace';
const isWebhooks = ({ kind }: Manifest) => kind.endsWith('WebhookConfiguration');

/** Those of Kubernetes itself, which cannot be deleted. */
const ETERNAL = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/** What goes, in which order, and what stays. */
export function planOf(files: readonly DistFile[], all: readonly Stored[], kinds: Kinds, permissions: Permissions): Plan {
  const live = new Map(all.map((object) => [keyOf(object), object]));
  const ofFiles = files.map(({ name, objects }): Step => {
    const there = objects.map((object) => kinds.placed(object)).filter((object) => live.has(keyOf(object)));
    return { title: name, objects: firstWebhooks(there.reverse()) };
  });
  const ofDist = new Map(ofFiles.flatMap(({ objects }) => objects.map((object) => [keyOf(object), object])));
  const others = permissions.purge
    ? all.filter((object) => isOfIstio(object) && !isOwned(object) && !ofDist.has(keyOf(object)))
    : [];
  const going = [...ofDist.values(), ...others];
  const keys = new Set(going.map(keyOf));
  const istiods = controlPlanesOf(all.filter((object) => !isOwned(object)));
  // Also those that went in an earlier run, which may have ended before what they made was deleted.
  const leaving = controlPlanesOf([...files.flatMap(({ objects }) => objects.map((object) => kinds.placed(object))), ...others]);
  const staying = istiods.filter(
    (istiod) => !leaving.some((one) => one.namespace === istiod.namespace && one.name === istiod.name),
  );
  const isLast = permissions.purge || (leaving.length > 0 && staying.length === 0);
  const made = madeByIstiod(all, leaving, isLast).filter((object) => !keys.has(keyOf(object)));
  for (const object of made) keys.add(keyOf(object));

  const crds = going.filter(isCrd).map((crd) => ({ crd, held: heldBy(crd, all, keys, kinds) }));
  const mayTake = permissions.deleteCustomResources || permissions.purge;
  const users = mayTake ? crds.flatMap(({ held }) => held) : [];
  for (const object of users) keys.add(keyOf(object));
  const keptCrds = crds.flatMap(({ crd, held }) => keptCrd(crd, mayTake ? [] : held, staying.length) ?? []);

  const namespaces = going.filter(isNamespace).map((object) => ({ object, holds: within(object, all, keys) }));
  const keptNamespaces = namespaces.flatMap(
    ({ object, holds }) => keptNamespace(object, permissions.deleteNamespaces ? [] : holds) ?? [],
  );

  const kept = [...keptCrds, ...keptNamespaces];
  const stays = new Set(kept.map(({ object }) => keyOf(object)));
  const last = (is: (object: Manifest) => boolean) => going.filter((object) => is(object) && !stays.has(keyOf(object)));
  const before = (objects: readonly Manifest[]) => objects.filter((object) => !isCrd(object) && !isNamespace(object));
  const steps: Step[] = [
    { title: 'other objects of the kinds that go', objects: users },
    ...ofFiles.reverse().map(({ title, objects }) => ({ title, objects: before(objects) })),
    { title: 'what else is of Istio', objects: firstWebhooks(before(others)) },
    { title: 'what istiod made', objects: made },
    { title: 'namespaces', objects: last(isNamespace) },
    { title: 'kinds', objects: last(isCrd) },
  ];
  const warnings = forsakenPods(all, leaving, going);
  return { steps: steps.filter(({ objects }) => objects.length > 0), kept, warnings };
}

/** While an istiod goes, nothing should wait for its answer. */
function firstWebhooks<M extends Manifest>(objects: readonly M[]): M[] {
  return [...objects.filter(isWebhooks), ...objects.filter((object) => !isWebhooks(object))];
}

/** Objects of a kind that are not deleted before it. */
function heldBy(crd: Manifest, all: readonly Stored[], keys: ReadonlySet<string>, kinds: Kinds): Stored[] {
  const [plural = '', ...group] = crd.metadata.name.split('.');
  const [kind] = kinds.each((known) => known.plural === plural && groupOf(known.apiVersion) === group.join('.'));
  if (kind === undefined) return [];
  return all.filter(
    (object) => object.kind === kind.kind && groupOf(object.apiVersion) === group.join('.') && !keys.has(keyOf(object)),
  );
}

function keptCrd(object: Manifest, held: readonly Stored[], istiods: number): Kept | undefined {
  if (held.length > 0) {
    const reason = `holds ${held.length === 1 ? 'an object that is' : `${held.length} objects that are`} not of dist`;
    return { object, reason, fix: 'delete them, or add --delete-custom-resources', holds: held.map(titleOf) };
  }
  if (istiods === 0 || !/\.istio\.io$/.test(object.metadata.name)) return undefined;
  return { object, reason: 'is needed by another istiod', fix: 'uninstall that one first, or add --purge', holds: [] };
}

/** Objects that would go with a namespace, and that nobody said should. */
function within(namespace: Manifest, all: readonly Stored[], keys: ReadonlySet<string>): string[] {
  return all
    .filter((object) => object.metadata.namespace === namespace.metadata.name)
    .filter((object) => !isOwned(object) && !isOfKubernetes(object) && !keys.has(keyOf(object)))
    .map(titleOf);
}

/** What every namespace has. */
const isOfKubernetes = ({ kind, metadata: { name, annotations = {} } }: Stored) =>
  (kind === 'ConfigMap' && name === 'kube-root-ca.crt') ||
  (kind === 'ServiceAccount' && name === 'default') ||
  (kind === 'Secret' && annotations['kubernetes.io/service-account.name'] !== undefined) ||
  kind === 'Lease';

function keptNamespace(object: Manifest, holds: readonly string[]): Kept | undefined {
  if (ETERNAL.includes(object.metadata.name)) {
    return { object, reason: 'is one of Kubernetes itself', fix: 'leave it', holds: [] };
  }
  if (holds.length === 0) return undefined;
  const reason = `holds ${holds.length === 1 ? 'an object that is' : `${holds.length} objects that are`} not of dist`;
  return { object, reason, fix: 'delete them, or add --delete-namespaces', holds };
}
