import { type DocumentOptions, type ParseOptions, type ScalarTag, Schema, type SchemaOptions, type Tags } from 'yaml';

/** A number with an exponent; the library takes `e12345`, which may be the hash of a commit, for one as well. */
const EXPONENT = /^[-+]?(?:\.[0-9_]+|[0-9][0-9_]*(?:\.[0-9_]*)?)[eE][-+]?[0-9]+$/;

const kubernetesTags = (tags: Tags) =>
  tags.flatMap((tag) => {
    if (typeof tag === 'string' || !('format' in tag || tag.tag.endsWith(':timestamp'))) return tag;
    if (tag.tag.endsWith(':timestamp') || tag.format === 'TIME') return [];
    return tag.format === 'EXP' ? ({ ...tag, test: EXPONENT } as ScalarTag) : tag;
  });

/**
 * How Kubernetes, Helm and Istio read YAML: the words and octals of YAML 1.1, but dates, and hours and minutes, are text. The schema is
 * made once, as that takes longer than reading a small document.
 */
export const KUBERNETES_YAML: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.1',
  schema: new Schema({ schema: 'yaml-1.1', merge: true, customTags: kubernetesTags, resolveKnownTags: false }),
};
