import type { Mesh } from '../../mesh/mesh';
import { untilSettled } from '../everything';
import { type Stored, storedObjects } from '../stored-objects';
import { type Output, textOf } from './synth';

/** What is in a cluster, whoever brought it there, and whatever was there before. */
export interface State {
  /** All that is there. */
  readonly names: readonly string[];
  /** The objects of the program by kind and name. */
  readonly objects: Readonly<Record<string, unknown>>;
}

/** What comes and goes with a rollout, and what apply.sh remembers. */
const FLEETING = /^(Pod|ReplicaSet) |^ConfigMap default\/mesh-objects$/;

/** What tools write on objects for themselves, and what a Deployment counts. */
const OF_TOOLS = /^(argocd\.argoproj\.io|kustomize\.toolkit\.fluxcd\.io|deployment\.kubernetes\.io|kubectl\.kubernetes\.io)\//;

/** What the API server and istiod choose anew for each object. */
const CHOSEN: ReadonlySet<string> = new Set(['clusterIP', 'clusterIPs', 'nodePort', 'healthCheckNodePort', 'caBundle']);

/** The state once nothing comes, goes or changes any more. */
export async function stateOf(mesh: Mesh, { stages }: Output): Promise<State> {
  const stored = await storedObjects(mesh, stages.map(textOf));
  const objects = Object.fromEntries(Object.entries(stored).map(([title, object]) => [title, said(object)]));
  const names = (await untilSettled(mesh)).filter((name) => !FLEETING.test(name));
  return { names, objects };
}

/** What an object says, and not what the server says of it. */
function said(stored: Stored): unknown {
  const { status: _, metadata, ...object } = stored as Stored & { readonly status?: unknown };
  const { name, namespace, labels, annotations } = metadata;
  const own = { name, namespace, labels: withoutTools(labels), annotations: withoutTools(annotations) };
  return JSON.parse(JSON.stringify({ ...object, metadata: own }, (key, value) => (CHOSEN.has(key) ? undefined : value)));
}

const withoutTools = (marks: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(Object.entries(marks).filter(([name]) => !OF_TOOLS.test(name)));
