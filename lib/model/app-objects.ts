import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Values } from '../core/schema/values';
import type { ReadObject } from './read-objects';

/** The objects of a program, each with the path of its construct. */
export function objectsOf(scope: IConstruct): ReadObject[] {
  return scope.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .map((object) => ({ manifest: object.toJson() as Values, source: { construct: object.node.path } }));
}
