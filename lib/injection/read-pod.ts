import { goText } from '../core/go-text';
import { describeProblem, type Problem } from '../core/problem';
import type { Pod, PodMetadata, PodSpec } from './pod';

/** Lists of a pod that injection looks through. */
const LISTS = ['containers', 'initContainers', 'volumes', 'imagePullSecrets'];

type Fields = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The pod of a manifest as Kubernetes reads it: a null is nothing, and labels and annotations are text, also where quotes were forgotten.
 * @param template where the manifest has metadata and spec of the pod
 * @throws Error for a part that is of another shape than a pod's
 */
export function readPod(template: { readonly metadata?: unknown; readonly spec?: unknown }): Pod {
  const { metadata = {}, spec } = withoutNulls(template) as Fields;
  const problems = shapeProblems({ metadata, spec });
  if (problems.length > 0) throw new Error(problems.map(describeProblem).join('\n'));
  return { metadata: withTexts(metadata as Fields), spec: spec as PodSpec };
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isMap(value)) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== null && field !== undefined);
  return Object.fromEntries(entries.map(([name, field]) => [name, withoutNulls(field)]));
}

function withTexts(metadata: Fields): PodMetadata {
  const texts = Object.entries(metadata).flatMap(([field, marks]) =>
    field === 'labels' || field === 'annotations'
      ? [[field, Object.fromEntries(Object.entries(marks as Fields).map(([key, value]) => [key, text(value)]))]]
      : [],
  );
  return { ...metadata, ...Object.fromEntries(texts) };
}

function text(value: unknown): string {
  return Number.isSafeInteger(value) ? String(value) : goText(value);
}

function shapeProblems({ metadata, spec }: { readonly metadata: unknown; readonly spec: unknown }): Problem[] {
  const { labels, annotations } = isMap(metadata) ? metadata : {};
  const maps = Object.entries({ metadata, spec, 'metadata.labels': labels, 'metadata.annotations': annotations });
  const lists = LISTS.map((list): [string, unknown] => [`spec.${list}`, isMap(spec) ? spec[list] : undefined]);
  return [
    ...maps.flatMap(([field, value]) => (value === undefined || isMap(value) ? [] : [wrongShape(field, 'a map', value)])),
    ...lists.flatMap(([field, value]) => {
      if (value === undefined) return [];
      if (!Array.isArray(value)) return [wrongShape(field, 'a list', value)];
      return value.flatMap((item, i) => (isMap(item) ? [] : [wrongShape(`${field}[${i}]`, 'a map', item)]));
    }),
  ];
}

function wrongShape(field: string, shape: string, got: unknown): Problem {
  return { field, problem: `is not ${shape}`, got, fix: `write it as the API has it, ${shape}` };
}
