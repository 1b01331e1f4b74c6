import { Expression, given } from './expression';

/**
 * What may stand where a `T` is expected: a literal with parts that are known only at injection, an expression,
 * or a choice between such.
 */
export type Node<T> = Expression<T> | Choice<Node<T>> | Literal<T>;

/** `null` takes away what the pod itself says in this field: templates are merged into pods. */
type Literal<T> = T extends string | number | boolean
  ? T
  : T extends readonly (infer I)[]
    ? readonly Item<I>[]
    : T extends object
      ? { readonly [K in keyof T]: undefined extends T[K] ? OptionalNode<Exclude<T[K], undefined>> : Node<T[K]> }
      : never;

type OptionalNode<T> = Node<T> | Optional<OptionalNode<T>> | null | undefined;

/** What may stand in a list: one element, or something that gives any number of them. */
export type Item<I> = Node<I> | Optional<Items<I>> | Choice<Items<I>> | Each<Items<I>>;
type Items<I> = Item<I> | readonly Item<I>[];

export interface Branch<N> {
  readonly when: Expression<boolean>;
  readonly then: N;
}

/** Stands for the first branch whose condition holds, else for nothing. */
export class Optional<N> {
  constructor(readonly branches: readonly Branch<N>[]) {}

  orWhen<M>(condition: Expression<boolean>, then: M): Optional<N | M> {
    return new Optional<N | M>([...this.branches, { when: condition, then }]);
  }

  otherwise<M>(node: M): Choice<N | M> {
    return new Choice<N | M>(this.branches, node);
  }
}

/** Stands for the first branch whose condition holds, else for `last`. */
export class Choice<N> {
  constructor(
    readonly branches: readonly Branch<N>[],
    readonly last: N,
  ) {}
}

/** Stands for `body` once for each element of a list, or each entry of a map in the order of its keys. */
export class Each<N> {
  constructor(
    /** The names under which `body` has the element, or the key and the value. */
    readonly names: readonly string[],
    readonly over: Expression<unknown>,
    readonly body: N,
  ) {}
}

export function when<const N>(condition: Expression<boolean>, then: N): Optional<N> {
  return new Optional([{ when: condition, then }]);
}

/** The value, unless it is absent or empty. */
export function ifGiven<T>(value: Expression<T>): Optional<Expression<T>> {
  return when(given(value), value);
}

/** The body for each element; `name` is what the element is called in the printed template. */
export function each<E, N>(name: string, list: Expression<readonly E[]>, body: (element: Expression<E>) => N): Each<N> {
  return new Each([name], list, body(element<E>(name)));
}

/** The body for each entry of a map, in the order of its keys. */
export function eachEntry<V, N>(
  map: Expression<Readonly<Record<string, V>>>,
  body: (name: Expression<string>, value: Expression<V>) => N,
): Each<N> {
  return new Each(['name', 'value'], map, body(element<string>('name'), element<V>('value')));
}

/** The list of texts that come out of the items, under a name that shows in the printed template. */
export function collect(name: string, items: readonly Item<string>[]): Expression<readonly string[]> {
  return new Expression('data', { is: 'collected', name, items });
}

function element<T>(name: string): Expression<T> {
  return new Expression('text', { is: 'element', name });
}
