import type { Construct } from 'constructs';
import { type Problem, refuse } from './problem';
import { nearestField } from './schema/nearest-field';
import { isTree, isWritten, placeOf } from './tree';

type NameIn<Props> = Props extends unknown ? keyof Props : never;

/** Whether each of the shapes has the prop. */
type NeedIn<Props, Name extends PropertyKey> = Props extends { readonly [N in Name]: infer Value }
  ? undefined extends Value
    ? 'optional'
    : 'required'
  : 'optional';

type ValueIn<Props, Name extends PropertyKey> = Props extends { readonly [N in Name]?: infer Value } ? NonNullable<Value> : never;

type FormIn<Props, Name extends PropertyKey> = [ValueIn<Props, Name>] extends [readonly unknown[]] ? ' list' : '';

/**
 * Each name that stands for something in props, whether they can go without it, and whether it is a list. A name too many or too few does
 * not compile.
 */
export type PropNames<Props> = {
  readonly [Name in NameIn<Props>]-?: `${'optional' extends NeedIn<Props, Name> ? 'optional' : 'required'}${FormIn<Props, Name>}`;
};

/** Names and what they are, of any props. */
export type AnyPropNames = Readonly<Record<string, `${'required' | 'optional'}${'' | ' list'}`>>;

/** Problems of props that are needed and not there. */
export function missingProblems(names: readonly string[], props: object | undefined, place = ''): Problem[] {
  const given = (props ?? {}) as Readonly<Record<string, unknown>>;
  return names
    .filter((name) => given[name] === undefined || given[name] === null)
    .map((name) => ({ field: placeOf(place, name), problem: 'is missing', fix: 'set it' }));
}

/** Problems of props that are lists, and are given as something else. */
export function listProblems(names: readonly string[], props: object | undefined, place = ''): Problem[] {
  const given = (props ?? {}) as Readonly<Record<string, unknown>>;
  return names
    .filter((name) => given[name] !== undefined && given[name] !== null && !Array.isArray(given[name]))
    .map((name) => ({ field: placeOf(place, name), problem: 'must be a list', got: given[name], fix: 'write [ ] around it' }));
}

/** Problems of props of which at most one can be there. */
export function besideProblems(names: readonly string[], props: object | undefined, place = ''): Problem[] {
  const given = (props ?? {}) as Readonly<Record<string, unknown>>;
  const [first, ...others] = names.filter((name) => given[name] !== undefined && given[name] !== null);
  return others.map((name) => {
    const problem = `stands beside ${placeOf(place, first!)}`;
    return { field: placeOf(place, name), problem, got: given[name], fix: 'keep one of them' };
  });
}

/** Problems of props of which one has to be there, and no other beside it. */
export function oneOfProblems(names: readonly string[], props: object | undefined, place = ''): Problem[] {
  if (missingProblems(names, props).length < names.length) return besideProblems(names, props, place);
  return [{ field: names.map((name) => placeOf(place, name)).join(', '), problem: 'are missing', fix: 'give one of them' }];
}

/**
 * Problems of names in props that stand for nothing, and of those that are missing. The compiler refuses them too, but a program can be
 * run without it.
 * @param place of the props in those of a construct. What is not there at all has no problems then
 */
export function propProblems(names: AnyPropNames, props: unknown, place = ''): Problem[] {
  if (props === undefined && place !== '') return [];
  if (props !== undefined && !isTree(props)) {
    const fix = `write { ${Object.keys(names).join(', ')} }`;
    return [{ field: place === '' ? 'props' : place, problem: 'must be a map', got: props, fix }];
  }
  const all = Object.keys(names);
  const needed = all.filter((name) => names[name]!.startsWith('required'));
  if (props === undefined && needed.length === 0)
    return [{ field: 'props', problem: 'are missing', fix: `give { ${all.join(', ')} }` }];
  const written = isWritten(props) ? props : {};
  const unknown = Object.keys(written).filter((name) => !Object.hasOwn(names, name) && written[name] !== undefined);
  return [
    ...unknown.map((name) => ({
      field: placeOf(place, name),
      problem: 'is unknown',
      got: written[name],
      fix: nearestField(name, all),
    })),
    ...missingProblems(needed, props, place),
    ...listProblems(
      all.filter((name) => names[name]!.endsWith(' list')),
      props,
      place,
    ),
  ];
}

/**
 * Refuses props with names that stand for nothing, or without those that they need.
 * @param path construct path, or name of the function
 * @throws InvalidProps with all of them
 */
export function refuseProps(path: string, names: AnyPropNames, props: unknown): void {
  refuse(path, propProblems(names, props));
}

/** Path of a construct that is about to be made. */
export function pathOf(scope: Construct, id: string): string {
  return scope.node.path === '' ? id : `${scope.node.path}/${id}`;
}
