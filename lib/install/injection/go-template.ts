import { Expression } from './expression';
import { GoExpressions, type Scope } from './go-expression';
import { Choice, Each, type Node, Optional } from './template';

/**
 * A Go template: YAML whose every computed scalar is quoted by the template engine, so that no value can break the
 * document. A list or map from which the conditions leave nothing comes out as null: the field is not set.
 */
export function toGoTemplate(...documents: readonly Node<object>[]): string {
  const printer = new YamlPrinter();
  const bodies = documents.map((document) => printer.entries(document, [], 0).join('\n'));
  return `${[...printer.expressions.definitions, bodies.join('\n---\n')].join('\n')}\n`;
}

class YamlPrinter {
  readonly expressions = new GoExpressions();

  entries(map: object, scope: Scope, indent: number): string[] {
    return Object.entries(map).flatMap(([key, node]) => this.#entry(yamlScalar(key), node, scope, indent));
  }

  #entry(key: string, node: unknown, scope: Scope, indent: number): string[] {
    const pad = ' '.repeat(indent);
    if (node === undefined) {
      return [];
    }
    if (node instanceof Optional || node instanceof Choice) {
      return this.expressions.branches(node, scope, pad, (then) => this.#entry(key, then, scope, indent));
    }
    if (isScalar(node)) {
      return [`${pad}${key}: ${this.#scalar(node, scope)}`];
    }
    const nested = Array.isArray(node) ? this.#items(node, scope, indent) : this.entries(node as object, scope, indent + 2);
    return nested.length > 0 ? [`${pad}${key}:`, ...nested] : [`${pad}${key}: ${Array.isArray(node) ? '[]' : '{}'}`];
  }

  #items(list: readonly unknown[], scope: Scope, indent: number): string[] {
    const pad = ' '.repeat(indent);
    return this.expressions.items(list, scope, pad, (item, inner) => {
      if (isScalar(item)) {
        return [`${pad}- ${this.#scalar(item, inner)}`];
      }
      const lines = this.entries(item as object, inner, indent + 2);
      const [first, ...rest] = lines;
      return first?.trimStart().startsWith('{{') ? [`${pad}-`, ...lines] : [`${pad}- ${first?.trimStart()}`, ...rest];
    });
  }

  #scalar(node: string | number | boolean | null | Expression<unknown>, scope: Scope): string {
    if (!(node instanceof Expression)) {
      return yamlScalar(node);
    }
    const text = this.expressions.print(node, scope);
    const quoted = { text: ' | quote', data: ' | toJson', number: '', flag: '' }[node.sort];
    return `{{ ${text}${quoted} }}`;
  }
}

type ScalarNode = string | number | boolean | null | Expression<unknown>;

function isScalar(node: unknown): node is ScalarNode {
  if (node instanceof Each) {
    throw new Error('an each stands where one value is expected; put it into a list');
  }
  return node === null || typeof node !== 'object' || node instanceof Expression;
}

/** JSON is YAML; words that YAML can read only as text go without quotes. */
function yamlScalar(value: string | number | boolean | null): string {
  if (typeof value === 'string' && value.includes('{{')) {
    return `{{ ${JSON.stringify(value)} | quote }}`;
  }
  return typeof value === 'string' && isPlain(value) ? value : JSON.stringify(value);
}

function isPlain(text: string): boolean {
  return /^(--)?[A-Za-z/][\w./=-]*$/.test(text) && !/^(true|false|yes|no|on|off|y|n|null)$/i.test(text);
}
