import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { PerApp } from '../../core/per-app';
import { describeProblem } from '../../core/problem';

interface IngressSpec {
  readonly ingressClassName?: string;
  readonly rules?: readonly {
    readonly host?: string;
    readonly http?: { readonly paths: readonly { readonly path?: string }[] };
  }[];
}

/** `<host><path>` of everything that an Ingress lets through. */
function placesOf({ rules = [] }: IngressSpec): string[] {
  return rules.flatMap(({ host = '*', http }) => (http?.paths ?? []).map(({ path = '/' }) => `${host}${path}`));
}

function problemsOf(app: IConstruct): string[] {
  const first = new Map<string, string>();
  const ingresses = app.node.findAll().filter(ApiObject.isApiObject).filter(isIngress);
  return ingresses.flatMap((ingress) => {
    const spec = (ingress.toJson() as { readonly spec?: IngressSpec }).spec ?? {};
    return placesOf(spec).flatMap((got) => {
      const key = `${spec.ingressClassName ?? ''} ${got}`;
      const other = first.get(key) ?? ingress.node.path;
      first.set(key, other);
      if (other === ingress.node.path) return [];
      const problem = `have the host and path of the Ingress at ${other}`;
      const fix = 'give each a host or a path of its own; which of the two gets a request is left to the controller';
      return [`${ingress.node.path}: ${describeProblem({ field: 'spec.rules', problem, got, fix })}`];
    });
  });
}

const isIngress = ({ kind, apiGroup }: ApiObject) => kind === 'Ingress' && apiGroup === 'networking.k8s.io';

const watched = new PerApp((app) => app.node.addValidation({ validate: () => problemsOf(app) }));

/** From now on the app of this construct refuses two Ingresses of one class for one host and path, whoever made them. */
export function watchIngresses(construct: IConstruct): void {
  watched.of(construct);
}
