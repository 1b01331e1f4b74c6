import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type Labels, picks } from '../core/labels';
import { PerApp } from '../core/per-app';
import { podMakersIn } from '../core/pod-makers';
import { describeProblem, type Problem } from '../core/problem';
import type { Resource } from '../core/resource';
import type { WorkloadSelector } from '../core/workload-selector';
import { Workload } from './workload';

/** A policy and the pods that it is for. */
interface Picking {
  readonly policy: Resource;
  readonly selector: Workload | WorkloadSelector;
}

/** What the program makes that labels can pick. */
interface Known {
  readonly namespace: string | undefined;
  readonly labels: Labels;
}

/** Objects beside pods whose labels a policy can pick: machines outside of the cluster. */
const MACHINES: Readonly<Record<string, (spec: { labels?: Labels; metadata?: { labels?: Labels } }) => Labels | undefined>> = {
  WorkloadEntry: ({ labels }) => labels,
  WorkloadGroup: ({ metadata }) => metadata?.labels,
};

function knownIn(app: IConstruct): Known[] {
  const machines = app.node
    .findAll()
    .filter((child): child is ApiObject => ApiObject.isApiObject(child) && Object.hasOwn(MACHINES, child.kind))
    .map((object) => {
      const { spec = {} } = object.toJson() as { spec?: object };
      return { namespace: object.metadata.namespace, labels: MACHINES[object.kind]!(spec) ?? {} };
    });
  return [...podMakersIn(app), ...machines];
}

/** The root namespace of a mesh is the one of its istiod. */
function isRoot(namespace: string | undefined, known: readonly Known[]): boolean {
  return known.some((pods) => pods.namespace === namespace && pods.labels['app'] === 'istiod');
}

function problemsOf({ policy, selector }: Picking, known: readonly Known[]): Problem[] {
  if (selector instanceof Workload && selector.isCertain) return [];
  const { matchLabels: labels } = selector instanceof Workload ? selector.toWire() : selector;
  const { namespace } = policy;
  const candidates = isRoot(namespace, known) ? known : known.filter((pods) => pods.namespace === namespace);
  if (candidates.length === 0 || candidates.some((pods) => picks(labels, pods.labels))) return [];
  const fix = 'pass the workload itself, Workload.of(...), or Workload.unchecked(...) for pods outside of this program';
  const problem = `matches none of the pods that this program makes in namespace ${namespace}`;
  return [{ field: 'selector', problem, got: labels, fix, code: 'IST0127' }];
}

const watched = new PerApp((app) => {
  const pickings: Picking[] = [];
  const validate = (): string[] => {
    const known = pickings.length === 0 ? [] : knownIn(app);
    return pickings.flatMap((picking) =>
      problemsOf(picking, known).map((problem) => `${picking.policy.node.path}: ${describeProblem(problem)}`),
    );
  };
  app.node.addValidation({ validate });
  return pickings;
});

/**
 * From now on the app refuses this policy where its labels pick none of the pods that the program makes in its namespace. Where the program
 * makes none there, it cannot know.
 */
export function watchPickedPods(policy: Resource, selector: Workload | WorkloadSelector | undefined): void {
  if (selector !== undefined) watched.of(policy).push({ policy, selector });
}
