import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type InjectObjectProps, injectObject } from './inject-object';
import { type KubeObject, WORKLOAD_KINDS } from './workloads';

/**
 * From now on, workloads below the scope are printed with sidecars in their pods, also those that are added later.
 * @param isIn whether workloads of a namespace are meant; undefined for one that names none
 * @param injectionOf asked when the program is complete
 */
export function adoptWorkloads(
  scope: IConstruct,
  isIn: (namespace: string | undefined) => boolean,
  injectionOf: () => InjectObjectProps,
): void {
  let injection: InjectObjectProps | undefined;
  const adopted = new Set<ApiObject>();
  scope.node.addValidation({
    validate: () => {
      injection ??= injectionOf();
      const objects = scope.node.findAll().filter(isWorkload);
      for (const object of objects) {
        if (!adopted.has(object)) adopt(object, isIn, injection);
        adopted.add(object);
      }
      return objects.flatMap(refusals);
    },
  });
}

function isWorkload(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct) && WORKLOAD_KINDS.has(construct.kind);
}

/** cdk8s validates before it prints, and asks each object for its manifest through this one method, whatever class made it. */
function adopt(object: ApiObject, isIn: (namespace: string | undefined) => boolean, injection: InjectObjectProps): void {
  const print = object.toJson.bind(object);
  object.toJson = () => {
    const manifest: KubeObject = print();
    if (!isIn(manifest.metadata?.namespace)) return manifest;
    const injected = injectObject(manifest, injection);
    return injected === manifest ? manifest : inOrderOfKeys(injected, manifest);
  };
}

function refusals(object: ApiObject): string[] {
  try {
    object.toJson();
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').map((problem) => `${object.node.path}: ${problem}`);
  }
}

/** As cdk8s prints: on top the fields as they were, below them by name. */
function inOrderOfKeys(injected: KubeObject, before: KubeObject): KubeObject {
  return Object.fromEntries(Object.keys(before).map((key) => [key, byName(injected[key])]));
}

function byName(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(byName);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, field]) => [key, byName(field)]));
}
