import { isCollection, isNode, LineCounter, type Node, parseDocument } from 'yaml';
import { KUBERNETES_YAML } from '../core/kubernetes-yaml';
import type { Source } from './source';

/** `spec.http[0].match` as its steps. A key with a dot in it stands in `["..."]`. */
function stepsOf(field: string): (string | number)[] {
  return [...field.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, key, index, name]) =>
    index === undefined ? (key ?? name ?? '') : Number(index),
  );
}

/**
 * Line of the file on which a field of an object stands, or the deepest of the fields around it that is there; undefined outside of files.
 * @param field empty for the object itself
 */
export function lineOfField({ text, line, within = '' }: Source, field: string): number | undefined {
  if (text === undefined || line === undefined || within + field === '') return line;
  const lines = new LineCounter();
  const document = parseDocument(text, { ...KUBERNETES_YAML, lineCounter: lines });
  let at: Node | null = document.contents;
  let found = 0;
  for (const step of [...stepsOf(within), ...stepsOf(field)]) {
    if (!isCollection(at)) break;
    const key =
      'items' in at
        ? at.items.find(
            (item) => isNode((item as { key?: unknown }).key) && String((item as { key: unknown }).key) === String(step),
          )
        : undefined;
    const value: unknown = at.get(step, true);
    if (!isNode(value)) break;
    found = ((key as { key?: Node } | undefined)?.key?.range ?? value.range)?.[0] ?? found;
    at = value;
  }
  return line + lines.linePos(found).line - 1;
}
