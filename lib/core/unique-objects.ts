import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { labelNameProblems, nameProblems, serviceNameProblems } from './names';
import { objectKey } from './object-key';
import { PerApp } from './per-app';
import { describeProblem, type Problem } from './problem';

/** The rules of access control are parts of a path, as `system:auth-delegator` is; all other names here are of the DNS. */
function problemsOfName({ apiGroup, apiVersion, kind, name }: ApiObject): Problem[] {
  if (apiVersion === 'v1' && kind === 'Service') return serviceNameProblems('metadata.name', name);
  if (apiVersion === 'v1' && kind === 'Namespace') return labelNameProblems('metadata.name', name);
  if (apiGroup !== 'rbac.authorization.k8s.io') return nameProblems('metadata.name', name);
  if (!/[/%]|^\.{0,2}$/.test(name)) return [];
  return [{ field: 'metadata.name', problem: 'is not a valid Kubernetes name', got: name, fix: 'use no / and no %' }];
}

function problemsOf(app: IConstruct): string[] {
  const first = new Map<string, ApiObject>();
  const problems: string[] = [];
  for (const construct of app.node.findAll()) {
    if (!ApiObject.isApiObject(construct)) continue;
    const namespace = construct.metadata.namespace;
    const { apiVersion, kind, name } = construct;
    const key = objectKey({ apiVersion, kind, namespace, name });
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, construct);
    } else {
      const place = namespace === undefined ? '' : ` in namespace ${namespace}`;
      const description = describeProblem({
        field: 'metadata.name',
        problem: `is taken by the ${construct.kind} at ${other.node.path}${place}`,
        got: construct.name,
        fix: 'rename one of the two, or put it in another namespace; the cluster would keep only the last one',
      });
      problems.push(`${construct.node.path}: ${description}`);
    }
    for (const problem of problemsOfName(construct)) {
      problems.push(`${construct.node.path}: ${describeProblem(problem)}`);
    }
  }
  return problems;
}

const watched = new PerApp((app) => app.node.addValidation({ validate: () => problemsOf(app) }));

/**
 * From now on the app of this construct refuses two objects of one group, kind, namespace and name, which cdk8s would print one after
 * the other without a word, and names that the API server refuses. Objects that are not this library's are looked at as well.
 */
export function watchObjects(construct: IConstruct): void {
  watched.of(construct);
}
