import known from '../../../imports/annotations.json';

/** What Istio knows of an annotation. */
export interface KnownAnnotation {
  readonly deprecated?: boolean;
  /** Kinds that it is for; `Any` is all. */
  readonly kinds: readonly string[];
}

const KNOWN: Readonly<Record<string, KnownAnnotation>> = known;

/** An annotation of Istio by its name; undefined for a name that Istio does not know. */
export function knownAnnotation(name: string): KnownAnnotation | undefined {
  return Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
}

/** Names of all annotations that Istio knows. */
export const ANNOTATION_NAMES: readonly string[] = Object.keys(KNOWN);
