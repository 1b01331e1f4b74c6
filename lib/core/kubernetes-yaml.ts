import { type DocumentOptions, type ParseOptions, type ScalarTag, Schema, type SchemaOptions, type Tags } from 'yaml';

/** A number with an exponent; the library takes `e12345`, which may be the hash of a commit, for one as well. */
const EXPONENT = /^[-+]?(?:\.[0-9_]+|[0-9][0-9_]*(?:\.[0-9_]*)?)[eE][-+]?[0-9]+$/;

/** A number with a point; the library takes a point alone, which is the own namespace in `exportTo`, for one as well. */
const POINT = /^[-+]?(?:\.[0-9][0-9_]*|[0-9][0-9_]*\.[0-9_]*)$/;

const kubernetesTags = (tags: Tags) =>
  tags.flatMap((tag) => {
    if (typeof tag === 'string') return tag;
    if (tag.tag.endsWith(':timestamp') || ('format' in tag && tag.format === 'TIME')) return [];
    if (!tag.tag.endsWith(':float') || !('test' in tag)) return tag;
    if (tag.format === 'EXP') return { ...tag, test: EXPONENT } as ScalarTag;
    return tag.test?.test('.') ? ({ ...tag, test: POINT } as ScalarTag) : tag;
  });

/**
 * How Kubernetes, Helm and Istio read YAML: the words and octals of YAML 1.1, but dates, and hours and minutes, are text. The schema is
 * made once, as that takes longer than reading a small document.
 */
export const KUBERNETES_YAML: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.1',
  schema: new Schema({ schema: 'yaml-1.1', merge: true, customTags: kubernetesTags, resolveKnownTags: false }),
};
