import type { Problem } from '../problem';
import type { Values } from './values';

const DRY_RUN = 'istio.io/dry-run';
/** Annotations by which istiod talks to itself. */
const INTERNAL = ['webhook-always-reject', 'parent-namespace', 'parents'].map((name) => `internal.istio.io/${name}`);

/** What Istio refuses in the annotations of an object of any of its kinds. What it asks of a dry run is among the rules of the kind. */
export function istioAnnotationProblems(kind: string, annotations: Values): Problem[] {
  const refused = kind === 'AuthorizationPolicy' ? INTERNAL : [...INTERNAL, DRY_RUN];
  return refused
    .filter((name) => annotations[name] !== undefined)
    .map((name) => ({
      field: `metadata.annotations.${name}`,
      problem: `is not for objects of kind ${kind}`,
      got: annotations[name],
      fix: 'remove it',
    }));
}
