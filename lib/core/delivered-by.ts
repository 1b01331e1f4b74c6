import type { IConstruct } from 'constructs';

const KEY = 'cdk8s-istio/delivered-by';

/** The tools that bring manifests to a cluster again and again. */
export type Deliverer = 'kubectl' | 'kustomize' | 'argo-cd' | 'flux';

/** Says to everything in an app, before anything is in it, by which tool it reaches the cluster. */
export function deliverBy(app: IConstruct, deliverer: Deliverer): void {
  app.node.setContext(KEY, deliverer);
}

/** The tool by which a construct reaches the cluster, where the app says so. */
export function deliveredBy(construct: IConstruct): Deliverer | undefined {
  return construct.node.tryGetContext(KEY) as Deliverer | undefined;
}
