import type { Expression } from './expression';
import { input as anyInput, type PodInputs, type SharedInputs } from './inputs';

export {
  addPort,
  and,
  concat,
  contains,
  entry,
  equals,
  first,
  firstGiven,
  fromJson,
  given,
  has,
  join,
  lower,
  not,
  or,
  toJson,
  toNumber,
  toText,
  trim,
} from './expression';
export { annotation, hasAnnotation, label, proxyMetadata, values } from './inputs';
export { collect, each, eachEntry, ifGiven, when } from './template';

/** What istiod hands to the template of a pod: `template.input('ownerName')`. */
export function input<K extends keyof (SharedInputs & PodInputs)>(name: K): Expression<(SharedInputs & PodInputs)[K]> {
  return anyInput(name);
}
