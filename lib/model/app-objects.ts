import { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import type { Values } from '../core/schema/values';
import type { ReadObject } from './read-objects';

/** The objects of a program, each with the path of its construct. */
export function objectsOf(scope: IConstruct): ReadObject[] {
  // Tests are often not type checked before they run.
  const given: unknown = scope;
  if (!Construct.isConstruct(given)) {
    const got = Array.isArray(given) ? 'a list' : typeof given === 'object' ? (given?.constructor.name ?? 'null') : typeof given;
    throw new Error(
      `mesh: it is neither a Mesh nor an App or a Chart, got ${got}; for manifests write new Mesh(readObjects(text, 'mesh.yaml'))`,
    );
  }
  return scope.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .map((object) => ({ manifest: object.toJson() as Values, source: { construct: object.node.path } }));
}
