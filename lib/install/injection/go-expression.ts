import { type Expression, type FunctionName, lift } from './expression';
import { goInputs } from './go-inputs';
import { type Branch, Choice, Each, Optional } from './template';

/** The names of the elements at hand, outermost first. Inside an `each` the dot is the element, `$` is still the input. */
export type Scope = readonly string[];

/** Prints expressions, and keeps the definitions of the names that they use. */
export class GoExpressions {
  readonly #defined = new Map<string, unknown>();
  /** Lines that must stand before the first use of any printed expression. */
  readonly definitions: string[] = [];

  /** A Go pipeline, without braces. */
  print(expression: Expression<unknown>, scope: Scope): string {
    const { term } = expression;
    const root = scope.length > 0 ? '$' : '';
    switch (term.is) {
      case 'literal':
        return JSON.stringify(term.value);
      case 'value':
        return `${root}.Values.${term.path}`;
      case 'istiodEnv':
        return `(${root}.Values.pilot.env).${term.name}`;
      case 'input':
        return goInputs[term.name](root);
      case 'annotation':
        return `annotation ${root}.ObjectMeta ${JSON.stringify(term.name)} ${this.#argument(term.otherwise, scope)}`;
      case 'call':
        return this.#call(term.name, term.args, scope);
      case 'element':
        if (!scope.includes(term.name)) {
          throw new Error(`${term.name} is used outside of its each; name or collect nothing that reads an element`);
        }
        return `$${term.name}`;
      case 'field':
        return `${this.#argument(term.of, scope)}.${capitalized(term.name)}`;
      case 'named':
        this.#define(term.name, term.value, () => {
          this.definitions.push(`{{- $${term.name} := ${this.print(term.value, [])} }}`);
        });
        return `$${term.name}`;
      case 'collected':
        this.#define(term.name, term.items, () => {
          const lines = this.items(term.items, [], '', (item, inner) => {
            const text = this.#argument(lift(item as Expression<unknown> | string), inner);
            return [`{{- $${term.name} = append $${term.name} ${text} }}`];
          });
          this.definitions.push(`{{- $${term.name} := list }}`, ...lines);
        });
        return `$${term.name}`;
    }
  }

  /** The lines of a list, where `leaf` prints what is neither a choice nor an `each`. */
  items(items: readonly unknown[], scope: Scope, pad: string, leaf: (item: unknown, scope: Scope) => string[]): string[] {
    return items.flatMap((item): string[] => {
      if (item instanceof Optional || item instanceof Choice) {
        return this.branches(item, scope, pad, (then) => this.items(asList(then), scope, pad, leaf));
      }
      if (item instanceof Each) {
        const names = item.names.map((name) => `$${name}`).join(', ');
        const inner = [...scope, ...item.names];
        return [
          `${pad}{{- range ${names} := ${this.print(item.over, scope)} }}`,
          ...this.items(asList(item.body), inner, pad, leaf),
          `${pad}{{- end }}`,
        ];
      }
      return leaf(item, scope);
    });
  }

  /** The lines of each branch between the conditions. */
  branches<N>(node: Optional<N> | Choice<N>, scope: Scope, pad: string, body: (then: N) => string[]): string[] {
    const branch = ({ when, then }: Branch<N>, index: number) => [
      `${pad}{{- ${index > 0 ? 'else if' : 'if'} ${this.print(when, scope)} }}`,
      ...body(then),
    ];
    const last = node instanceof Choice ? [`${pad}{{- else }}`, ...body(node.last)] : [];
    return [...node.branches.flatMap(branch), ...last, `${pad}{{- end }}`];
  }

  #define(name: string, value: unknown, add: () => void): void {
    const known = this.#defined.get(name);
    if (known === undefined) {
      this.#defined.set(name, value);
      add();
    } else if (known !== value) {
      throw new Error(`${name} stands for two expressions in one template; give one of them another name`);
    }
  }

  #argument(expression: Expression<unknown>, scope: Scope): string {
    const text = this.print(expression, scope);
    const isOneWord = expression.term.is === 'literal' || !text.includes(' ') || /^\([^()]*\)$/.test(text);
    return isOneWord ? text : `(${text})`;
  }

  #call(name: FunctionName, args: readonly Expression<unknown>[], scope: Scope): string {
    const [first, ...rest] = args as readonly [Expression<unknown>, ...Expression<unknown>[]];
    switch (name) {
      case 'given':
      case 'toNumber':
      case 'pointsTo':
        return this.print(first, scope);
      case 'firstGiven':
        return [this.print(first, scope), ...rest.map((arg) => `default ${this.#argument(arg, scope)}`)].join(' | ');
      case 'concat':
        return this.#printf(args, scope);
      default:
        return functions[name](args.map((arg) => this.#argument(arg, scope)));
    }
  }

  #printf(parts: readonly Expression<unknown>[], scope: Scope): string {
    const format = parts.map(({ term }) => (term.is === 'literal' ? String(term.value).replaceAll('%', '%%') : '%v'));
    const args = parts.filter(({ term }) => term.is !== 'literal').map((part) => ` ${this.#argument(part, scope)}`);
    return `printf ${JSON.stringify(format.join(''))}${args.join('')}`;
  }
}

const functions: Record<
  Exclude<FunctionName, 'given' | 'toNumber' | 'pointsTo' | 'firstGiven' | 'concat'>,
  (args: readonly string[]) => string
> = {
  not: ([condition]) => `not ${condition}`,
  and: (conditions) => `and ${conditions.join(' ')}`,
  or: (conditions) => `or ${conditions.join(' ')}`,
  equals: ([left, right]) => `eq ${left} ${right}`,
  atLeast: ([number, least]) => `ge ${number} ${least}`,
  contains: ([text, part]) => `contains ${part} ${text}`,
  entry: ([map, key]) => `index ${map} ${key}`,
  has: ([map, key]) => `isset ${map} ${key}`,
  dictionary: (keysAndValues) => `strdict ${keysAndValues.join(' ')}`,
  merged: (maps) => `mergeMaps ${maps.join(' ')}`,
  without: ([map, ...keys]) => `omit ${map} ${keys.join(' ')}`,
  join: ([list, separator]) => `join ${separator} ${list}`,
  first: ([list]) => `index ${list} 0`,
  lower: ([text]) => `lower ${text}`,
  cut: ([text, length]) => `trunc ${length} ${text}`,
  trim: ([text, characters]) => `trimAll ${characters} ${text}`,
  toText: ([value]) => `toString ${value}`,
  toJson: ([value]) => `structToJSON ${value}`,
  fromJson: ([text]) => `fromJSON ${text}`,
  withoutNulls: ([value]) => `omitNil ${value}`,
  withName: ([map, name]) => `set ${map} "name" ${name}`,
  directory: ([path]) => `directory ${path}`,
  addPort: ([ports, port]) => `excludeInboundPort ${port} ${ports}`,
  addNetwork: ([networks, name]) => `appendMultusNetwork ${networks} ${name}`,
};

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
