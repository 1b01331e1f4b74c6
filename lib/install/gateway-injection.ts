import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Problem } from '../core/problem';
import type { GatewayValues } from './gateway';
import type { Injector } from './injector';
import { revisionLabel } from './labels';

const INJECT = 'sidecar.istio.io/inject';
const REVISION = 'istio.io/rev';
const INJECTION = 'istio-injection';

/** What would leave pods with the image `auto`, which does not exist: no injector takes them, wherever they are. */
export function injectionProblems(values: GatewayValues, controlPlane: Injector): Problem[] {
  const problems: Problem[] = [];
  if (!controlPlane.injects) {
    problems.push({
      field: 'controlPlane',
      problem: 'injects nothing, so the pods would never start',
      got: controlPlane.node.path,
      fix: 'use a control plane of another profile than empty',
    });
  }
  const revisions = controlPlane.answersTo;
  if (!revisions.includes(revisionLabel(values.revision))) {
    problems.push({
      field: 'revision',
      problem: 'is neither the revision nor a tag of the control plane, so no injector would fill the pods',
      got: values.revision,
      fix: `use one of ${JSON.stringify(revisions)}, or leave it out`,
    });
  }
  for (const [field, marks] of Object.entries({ labels: values.labels, podAnnotations: values.podAnnotations })) {
    if (marks[INJECT] !== 'false') continue;
    const fix = 'remove it: without injection the pods have no proxy';
    problems.push({ field: `${field}.${INJECT}`, problem: 'opts the pods out of injection', got: 'false', fix });
  }
  if (values.labels[REVISION] !== undefined && values.labels[REVISION] !== values.revision) {
    problems.push({
      field: `labels.${REVISION}`,
      problem: 'names another revision than the gateway has',
      got: values.labels[REVISION],
      fix: 'remove the label and set revision',
    });
  }
  return problems;
}

function namespaceLabels(app: IConstruct, name: string): Readonly<Record<string, string>> {
  const isNamespace = (construct: IConstruct): construct is ApiObject =>
    ApiObject.isApiObject(construct) &&
    construct.kind === 'Namespace' &&
    construct.apiGroup === 'core' &&
    construct.name === name;
  return app.node.findAll().find(isNamespace)?.toJson().metadata.labels ?? {};
}

/** Whether this program puts the proxy into the pods itself. */
function isFilled(gateway: IConstruct): boolean {
  const manifests = gateway.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .map((object) => object.toJson());
  const containers: { image: string }[] = manifests.flatMap(({ spec }) => spec?.template?.spec?.containers ?? []);
  return containers.length > 0 && containers.every(({ image }) => image !== 'auto');
}

/** What keeps the injector from pods in a namespace of the program: the webhooks of Istio look at its labels first. */
export function namespaceProblems(gateway: IConstruct, namespace: string, controlPlane: Injector): Problem[] {
  const problems = labelProblems(gateway, namespace, controlPlane);
  return problems.length > 0 && isFilled(gateway) ? [] : problems;
}

function labelProblems(gateway: IConstruct, namespace: string, controlPlane: Injector): Problem[] {
  const labels = namespaceLabels(gateway.node.root, namespace);
  const injection = labels[INJECTION];
  const revision = labels[REVISION];
  const answers = controlPlane.answersTo;
  if (injection !== undefined) {
    if (injection === 'enabled' && answers.includes('default')) return [];
    const problem = `of namespace ${namespace} keeps the injector from the pods, which would never start`;
    const fix = `remove the label, or bind the namespace to the control plane: ${JSON.stringify(controlPlane.injectionLabels)}`;
    return [{ field: `label ${INJECTION}`, problem, got: injection, fix }];
  }
  if (revision === undefined || answers.includes(revision)) return [];
  const problem = `of namespace ${namespace} leaves the pods to another control plane than the gateway's`;
  return [
    {
      field: `label ${REVISION}`,
      problem,
      got: revision,
      fix: `use one of ${answers.join(', ')}, or give the gateway that control plane`,
    },
  ];
}
