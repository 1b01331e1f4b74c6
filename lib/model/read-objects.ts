import { YAMLException } from 'js-yaml';
import { readYaml } from '../core/read-yaml';
import { isMap, type Values } from '../core/schema/values';
import type { Source } from './source';

/** An object as it was written, before it is known in which namespace it stands. */
export interface ReadObject {
  readonly manifest: Values;
  readonly source: Source;
}

const SEPARATOR = /^---(?=\s|$)[ \t]*/gm;

/**
 * The value of one YAML or JSON document.
 * @param place how an error names it
 * @throws Error that names the place of what is not YAML
 */
export function readDocument(text: string, place: string, firstLine = 1): unknown {
  try {
    return readYaml(text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const fix = text.includes('{{') ? 'give what helm template makes of it, or correct it' : 'correct it';
    throw new Error(`${place}:${firstLine + (error.mark?.line ?? 0)}: is not YAML: ${error.reason}; ${fix}`);
  }
}

/** Documents of a file, each with the line on which its first word stands. */
function documentsOf(text: string): { text: string; line: number }[] {
  const starts: { from: number; textFrom: number }[] = [{ from: 0, textFrom: 0 }];
  for (const match of text.matchAll(SEPARATOR)) starts.push({ from: match.index, textFrom: match.index + match[0].length });
  let line = 1;
  let counted = 0;
  return starts.flatMap(({ textFrom }, i) => {
    const document = text.slice(textFrom, starts[i + 1]?.from ?? text.length);
    const blank = /^(?:\s*(?:#[^\n]*)?\n)*/.exec(document)?.[0] ?? '';
    const begins = textFrom + blank.length;
    for (; counted < begins; counted++) if (text.charCodeAt(counted) === 10) line++;
    return /\S/.test(document.slice(blank.length)) ? [{ text: document.slice(blank.length), line }] : [];
  });
}

/**
 * The objects of a file of YAML or JSON, those of a List one by one.
 * @throws Error that names file and line of what is not an object of Kubernetes
 */
export function readObjects(text: string, file: string): ReadObject[] {
  return documentsOf(text).flatMap((document): ReadObject[] => {
    const value = readDocument(document.text, file, document.line);
    if (value === null || value === undefined) return [];
    const source = { file, line: document.line, text: document.text };
    if (!isMap(value) || typeof value.kind !== 'string' || typeof value.apiVersion !== 'string') {
      throw new Error(
        `${file}:${document.line}: is no object of Kubernetes, since it has no apiVersion and kind; leave it out, or set both`,
      );
    }
    if (!value.kind.endsWith('List') || !Array.isArray(value.items)) return [{ manifest: value, source }];
    return value.items.flatMap((manifest, i) =>
      isMap(manifest) ? [{ manifest, source: { ...source, within: `items[${i}]` } }] : [],
    );
  });
}
