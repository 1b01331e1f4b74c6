import { goText, yamlNumber } from '../core/go-text';
import { Expression } from '../install/injection/expression';
import type { Inputs } from '../install/injection/inputs';
import { Choice, Each, type Node, Optional } from '../install/injection/template';
import { functions, isGiven } from './functions';

/** What a template reads. */
export interface TemplateInput {
  /** The part of the chart's values that templates can read. */
  readonly values: object;
  /** What istiod hands over for a template of this kind. */
  readonly inputs: Partial<Inputs>;
}

/** The elements at hand, by the name of each. */
type Scope = Readonly<Record<string, unknown>>;

/** The object that istiod gets from the Go template of the same definition. */
export function evaluateTemplate(template: Node<object>, input: TemplateInput): object {
  return new Evaluation(input).node(template, {}) as object;
}

/** An expression under a name is computed once. */
class Evaluation {
  readonly #input: TemplateInput;
  readonly #known = new Map<string, unknown>();

  constructor(input: TemplateInput) {
    this.#input = input;
  }

  /** Undefined for what is not there at all; null for a list or map from which the conditions leave nothing. */
  node(node: unknown, scope: Scope): unknown {
    if (node instanceof Expression) return this.#printed(node, scope);
    if (node instanceof Optional || node instanceof Choice) return this.node(this.#branch(node, scope), scope);
    if (Array.isArray(node)) {
      const items = this.#items(node, scope);
      return items.length > 0 || node.length === 0 ? items : null;
    }
    if (typeof node !== 'object' || node === null) return node;
    const written = Object.entries(node).filter(([, value]) => value !== undefined);
    const entries: [string, unknown][] = [];
    for (const [key, value] of written) {
      const result = this.node(value, scope);
      if (result !== undefined) entries.push([key, result]);
    }
    return entries.length > 0 || written.length === 0 ? Object.fromEntries(entries) : null;
  }

  #items(list: readonly unknown[], scope: Scope): unknown[] {
    return list.flatMap((item): unknown[] => {
      if (item instanceof Optional || item instanceof Choice) {
        const branch = this.#branch(item, scope);
        return branch === undefined ? [] : this.#items(asList(branch), scope);
      }
      if (item instanceof Each) return this.#each(item, scope);
      return [this.node(item, scope)];
    });
  }

  #each({ names, over, body }: Each<unknown>, scope: Scope): unknown[] {
    const value = this.#value(over, scope);
    if (typeof value !== 'object' || value === null) return [];
    const [name, valueName] = names as readonly [string, string?];
    const scopes = Array.isArray(value)
      ? value.map((element) => ({ ...scope, [name]: element }))
      : Object.keys(value)
          .sort()
          .map((key) => ({ ...scope, [name]: key, [valueName!]: (value as Record<string, unknown>)[key] }));
    const { term } = over as Expression<unknown>;
    return naming(term.is === 'call' ? term.args : [], () => scopes.flatMap((inner) => this.#items(asList(body), inner)));
  }

  #branch(node: Optional<unknown> | Choice<unknown>, scope: Scope): unknown {
    const branch = node.branches.find(({ when }) => isGiven(this.#value(when, scope)));
    if (branch !== undefined) return branch.then;
    return node instanceof Choice ? node.last : undefined;
  }

  /** The value as it comes back out of YAML. */
  #printed(expression: Expression<unknown>, scope: Scope): unknown {
    const value = this.#value(expression, scope);
    if (value === undefined || value === null) return null;
    if (expression.sort === 'text') return goText(value);
    if (typeof value !== 'string' || expression.sort === 'data') return value;
    return expression.sort === 'number' ? yamlNumber(value) : value === 'true';
  }

  #value(expression: Expression<unknown>, scope: Scope): unknown {
    const { term } = expression;
    switch (term.is) {
      case 'literal':
        return term.value;
      case 'value':
        return at(this.#input.values, term.path);
      case 'istiodEnv':
        return at(this.#input.values, `pilot.env.${term.name}`);
      case 'input':
        if (!(term.name in this.#input.inputs))
          throw new Error(`the template reads ${term.name}, which istiod does not hand to it`);
        return this.#input.inputs[term.name];
      case 'annotation':
        return this.#input.inputs.annotations?.[term.name] ?? goText(this.#value(term.otherwise, scope));
      case 'call': {
        const args = term.args.map((arg) => this.#value(arg, scope));
        return naming(term.args, () => (functions[term.name] as (...args: unknown[]) => unknown)(...args));
      }
      case 'element':
        return scope[term.name];
      case 'field':
        return (this.#value(term.of, scope) as Readonly<Record<string, unknown>>)[term.name];
      case 'named':
        return this.#once(term.name, () => this.#value(term.value, {}));
      case 'collected':
        return this.#once(term.name, () => this.#items(term.items, {}));
    }
  }

  #once(name: string, compute: () => unknown): unknown {
    if (!this.#known.has(name)) this.#known.set(name, compute());
    return this.#known.get(name);
  }
}

/** What is computed of an annotation, whose name is told where its value does not do. */
function naming<T>(args: readonly Expression<unknown>[], compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    const name = args.map(annotationOf).find((one) => one !== undefined);
    if (name === undefined) throw error;
    throw new Error(`annotation ${name} ${(error as Error).message}; correct it, or remove the annotation`);
  }
}

function annotationOf({ term }: Expression<unknown>): string | undefined {
  if (term.is === 'annotation') return term.name;
  if (term.is !== 'call' || term.name !== 'entry') return undefined;
  const [map, key] = term.args.map((arg) => arg.term);
  return map?.is === 'input' && map.name === 'annotations' && key?.is === 'literal' ? String(key.value) : undefined;
}

function at(values: object, path: string): unknown {
  let value: unknown = values;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
