import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { KUBERNETES_YAML } from '../core/kubernetes-yaml';
import { isTree, type Tree } from '../core/tree';
import { BadInput } from './bad-input';

function textOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'cannot be read';
    throw new BadInput(file, [{ field: 'the file', problem: reason, fix: 'name a YAML file, or - for standard input' }]);
  }
}

/**
 * The map that a YAML file holds; an empty file holds an empty one.
 * @param file path, or `-` for standard input
 * @throws BadInput where it is not there, is no YAML, or holds something else
 */
export function readYaml(file: string): Tree {
  return parseYaml(file, textOf(file));
}

/**
 * The map that a text holds.
 * @param file where it comes from
 * @throws BadInput where it is no YAML, or holds something else
 */
export function parseYaml(file: string, text: string): Tree {
  const documents = [...parseAllDocuments(text, { ...KUBERNETES_YAML, uniqueKeys: false })];
  const broken = documents.flatMap(({ errors }) => errors)[0];
  if (broken !== undefined) {
    const { line, col } = broken.linePos?.[0] ?? { line: 1, col: 1 };
    const [problem = ''] = broken.message.split('\n');
    throw new BadInput(`${file}:${line}:${col}`, [
      {
        field: 'the file',
        problem: `is no YAML: ${problem.replace(/ at line \d.*$/, '').toLowerCase()}`,
        fix: 'correct it there',
      },
    ]);
  }
  const values: unknown[] = documents.map((document) => document.toJS()).filter((value) => value !== null);
  if (values.length > 1) {
    const fix = 'split it, and give each part with an -f of its own';
    throw new BadInput(file, [{ field: 'the file', problem: `holds ${values.length} documents`, fix }]);
  }
  const [value = {}] = values;
  if (!isTree(value)) {
    throw new BadInput(file, [{ field: 'the file', problem: 'holds no map', got: value, fix: 'write key: value lines' }]);
  }
  return value;
}
