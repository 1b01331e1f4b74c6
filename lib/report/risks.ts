import { append } from '../core/grouped';
import type { Mesh, Workload } from '../model';
import { mutualTlsOf } from '../model/mutual-tls';
import { podFieldOf } from '../model/workload';
import { modeOf } from '../simulation/has-sidecar';
import type { FieldChange } from './field-changes';
import type { ShortNames } from './names';
import { type ObjectChange, titleOf } from './object-changes';
import { isPodDefault } from './pod-defaults';
import { listOfNames } from './sentence';

/** What may go wrong while a change is applied, or by it, whatever requests do afterwards. */
export interface Risk {
  readonly kind: 'immutable' | 'restart' | 'mutual-tls' | 'webhook' | 'removal';
  /** The object that it comes from; undefined where several do. */
  readonly object: string | undefined;
  readonly problem: string;
  readonly fix: string;
}

/** Fields that an API server does not let anybody change, by kind. */
const IMMUTABLE: Readonly<Record<string, RegExp>> = {
  'apps/DaemonSet': /^spec\.selector\b/,
  'apps/Deployment': /^spec\.selector\b/,
  'apps/ReplicaSet': /^spec\.selector\b/,
  'apps/StatefulSet': /^spec\.(selector|serviceName|podManagementPolicy|volumeClaimTemplates)\b/,
  'batch/Job': /^spec\.(selector|template|completionMode)\b/,
  '/PersistentVolumeClaim': /^spec\.(accessModes|selector|storageClassName|volumeMode|volumeName)\b/,
  '/Service': /^spec\.clusterIPs?\b/,
  'rbac.authorization.k8s.io/ClusterRoleBinding': /^roleRef\b/,
  'rbac.authorization.k8s.io/RoleBinding': /^roleRef\b/,
  'storage.k8s.io/StorageClass': /^(parameters|provisioner|reclaimPolicy|volumeBindingMode)\b/,
};

function immutable({ object, fields }: ObjectChange): Risk[] {
  const pattern = IMMUTABLE[`${object.group}/${object.kind}`];
  const found = fields.filter(({ path }) => pattern?.test(path));
  if (found.length === 0) return [];
  const title = titleOf(object);
  const problem = `${title} changes ${listOfNames(found.map(({ path }) => path))}, which the API server refuses`;
  return [{ kind: 'immutable', object: title, problem, fix: 'give it another name, or delete it before the change is applied' }];
}

const imagesIn = (fields: readonly FieldChange[]) => fields.some(({ path }) => /\.image$/.test(path));

function restarts({ object, fields }: ObjectChange): Risk[] {
  const field = podFieldOf(object);
  if (field === undefined || object.kind === 'Job' || object.kind === 'CronJob') return [];
  const found = fields.filter(
    (one) => (field === '' ? one.path.startsWith('spec') : one.path.startsWith(`${field}.`)) && !isPodDefault(one),
  );
  if (found.length === 0) return [];
  const title = titleOf(object);
  const by = imagesIn(found) ? 'another image' : listOfNames(found.map(({ path }) => path));
  return [
    {
      kind: 'restart',
      object: title,
      problem: `pods of ${title} are replaced: ${by}`,
      fix: 'see that enough pods are ready meanwhile',
    },
  ];
}

const OF_WEBHOOKS = /^(Mutating|Validating)WebhookConfiguration$/;
const SWITCHES = /^webhooks\[[^\]]*\]($|\.(failurePolicy|namespaceSelector|objectSelector|rules|matchPolicy|sideEffects))/;

function webhooks({ change, object, fields }: ObjectChange): Risk[] {
  if (!OF_WEBHOOKS.test(object.kind)) return [];
  const found = fields.filter(({ path }) => SWITCHES.test(path)).map(({ path }) => path);
  if (change === 'changed' && found.length === 0) return [];
  const title = titleOf(object);
  const what = change === 'changed' ? `changes ${listOfNames(found)}` : `is ${change}`;
  const fix = 'see which objects it is asked for, and what happens while nobody answers it';
  return [{ kind: 'webhook', object: title, problem: `${title} ${what}`, fix }];
}

const TAKES_OTHERS: Readonly<Record<string, string>> = {
  CustomResourceDefinition: 'every object of its kind is deleted with it',
  Namespace: 'everything in it is deleted with it',
  PersistentVolumeClaim: 'what is stored may be deleted with it',
};

function removals({ change, object }: ObjectChange): Risk[] {
  const loss = TAKES_OTHERS[object.kind];
  if (change !== 'removed' || loss === undefined) return [];
  const title = titleOf(object);
  return [
    { kind: 'removal', object: title, problem: `${title} is removed: ${loss}`, fix: 'keep a copy of what is still needed' },
  ];
}

const INJECTION_LABELS = /^metadata\.labels(\["istio(\.io\/rev|-injection)"\]|\["istio\.io\/dataplane-mode"\])?$/;

function injection({ object, change, fields }: ObjectChange): Risk[] {
  if (object.kind !== 'Namespace' || change !== 'changed' || !fields.some(({ path }) => INJECTION_LABELS.test(path))) return [];
  const title = titleOf(object);
  const problem = `${title} changes how its pods join the mesh: those that run stay as they are`;
  return [{ kind: 'restart', object: title, problem, fix: 'restart its workloads once it is applied' }];
}

const placeOf = ({ namespace, name }: Workload) => `${namespace}/${name}`;

/** What workloads take besides the ports with a mode of their own, and there. */
function modes(mesh: Mesh, workload: Workload): string {
  const ports = [...new Set(workload.ports.map(({ number }) => number))];
  const general = mutualTlsOf(mesh, workload).mode;
  const own = ports.map((port) => [port, mutualTlsOf(mesh, workload, port).mode] as const).filter(([, mode]) => mode !== general);
  return [general, ...own.map(([port, mode]) => `${mode} on port ${port}`)].join(', ');
}

function mutualTls(before: Mesh, after: Mesh, names: ShortNames): Risk[] {
  const was = new Map(before.workloads.map((one) => [placeOf(one), one]));
  const switched = new Map<string, string[]>();
  for (const workload of after.workloads) {
    const old = was.get(placeOf(workload));
    if (old === undefined || modeOf(after, workload) !== 'sidecar') continue;
    const [from, to] = [modes(before, old), modes(after, workload)];
    if (from === to) continue;
    const change = `${from} to ${to}`;
    append(switched, change, names.placed(workload.name, workload.namespace));
  }
  const without = after.workloads
    .filter((one) => modeOf(after, one) === 'none')
    .map(({ name, namespace }) => names.placed(name, namespace));
  return [...switched].map(([change, workloads]) => {
    const isStrict = /to .*STRICT/.test(change);
    const losers =
      isStrict && without.length > 0 ? `: workloads without a proxy can no longer call them (${listOfNames(without)})` : '';
    return {
      kind: 'mutual-tls',
      object: undefined,
      problem: `mutual TLS of ${listOfNames(workloads)} goes from ${change}${losers}`,
      fix: isStrict ? 'see first that all callers have a proxy' : 'see that plain text may be taken there',
    };
  });
}

/** What may go wrong, beside what the analyzer finds. */
export function risksOf(before: Mesh, after: Mesh, changes: readonly ObjectChange[], names: ShortNames): readonly Risk[] {
  const ofObjects = [immutable, removals, webhooks, injection, restarts].flatMap((rule) => changes.flatMap(rule));
  const strict = mutualTls(before, after, names);
  return [
    ...ofObjects.filter(({ kind }) => kind !== 'restart'),
    ...strict,
    ...ofObjects.filter(({ kind }) => kind === 'restart'),
  ];
}
