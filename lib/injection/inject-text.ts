import { parseDocument } from 'yaml';
import { KUBERNETES_YAML } from '../core/kubernetes-yaml';
import { readYaml } from '../core/read-yaml';
import { yamlText } from '../core/yaml-text';
import { type InjectObjectProps, injectObject } from './inject-object';
import type { KubeObject } from './workloads';

/** A line that separates documents. */
const SEPARATOR = /^---[ \t]*(?:#[^\n]*)?\r?(?:\n|$)/gm;

/**
 * The manifests with sidecars in them. A document in which nothing changes stays as it is, to the byte; one that changes is written
 * anew, without its comments.
 * @param source where the text is from, for errors
 * @throws Error with source, object and what istiod refuses about it, or with the place where the text is no YAML
 */
export function injectText(text: string, source: string, props: InjectObjectProps): string {
  const parts: string[] = [];
  let at = 0;
  let line = 1;
  for (const separator of [...text.matchAll(SEPARATOR), undefined]) {
    const document = text.slice(at, separator?.index);
    const written = injectDocument(document, source, line, props);
    parts.push(written);
    if (separator === undefined) break;
    if (written !== '' && !written.endsWith('\n')) parts.push('\n');
    parts.push(separator[0]);
    at = separator.index + separator[0].length;
    line += document.split('\n').length;
  }
  return parts.join('');
}

function injectDocument(text: string, source: string, line: number, props: InjectObjectProps): string {
  const object = readDocument(text, source, line);
  if (object === undefined) return text;
  try {
    const injected = injectObject(object, props);
    return injected === object ? text : yamlText(injected);
  } catch (error) {
    const { name, generateName = '', namespace } = object.metadata ?? {};
    const place = namespace === undefined ? '' : `${namespace}/`;
    const problems = (error as Error).message.split('\n');
    throw new Error(
      problems.map((problem) => `${source}: ${object.kind} ${place}${name ?? generateName}: ${problem}`).join('\n'),
    );
  }
}

function readDocument(text: string, source: string, line: number): KubeObject | undefined {
  const value = readValue(text, source, line);
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new Error(`${source}:${line}: is no Kubernetes object, got ${JSON.stringify(value).slice(0, 60)}; give manifests`);
  }
  return value as KubeObject;
}

/** Most documents are read in a third of the time by the library that knows no places; the other one says what is wrong, if anything. */
function readValue(text: string, source: string, line: number): unknown {
  try {
    return readYaml(text);
  } catch {
    return readWithPlaces(text, source, line);
  }
}

function readWithPlaces(text: string, source: string, line: number): unknown {
  const document = parseDocument(text, KUBERNETES_YAML);
  const [error] = document.errors;
  if (error !== undefined) {
    const at = line + (error.linePos?.[0].line ?? 1) - 1;
    if (error.code === 'MULTIPLE_DOCS') {
      throw new Error(`${source}:${at}: begins a document on the line of its ---; begin it on a line of its own`);
    }
    throw new Error(`${source}:${at}: is not YAML: ${error.message.split('\n')[0]!.replace(/ at line.*$/, '')}; correct it`);
  }
  return document.toJS();
}
