import { isTree, type Tree } from '../../core/tree';
import { type Beside, BOOLEAN, type Fields, type Kind, NUMBER, TEXT } from './kind';

function isKind(value: unknown): value is Kind {
  return isTree(value) && typeof value['is'] === 'string';
}

function shownBy(value: unknown): Kind {
  if (typeof value === 'boolean') return BOOLEAN;
  if (typeof value === 'number') return NUMBER;
  return TEXT;
}

function described(defaults: Tree, beside: Tree): Fields {
  const names = new Set([...Object.keys(defaults), ...Object.keys(beside)]);
  const kinds = [...names].map((name): [string, Kind] => {
    const [value, said] = [defaults[name], beside[name]];
    if (isKind(said)) return [name, said];
    return [name, isTree(value) || isTree(said) ? described(value as Tree, (said as Tree | undefined) ?? {}) : shownBy(value)];
  });
  return { is: 'fields', fields: Object.fromEntries(kinds), always: true };
}

/** The kind of values of type `T`: what their defaults show, and what has to be said beside them. */
export function describe<T extends object>(defaults: T, beside: Beside<T>): Fields {
  return described(defaults as Tree, beside as Tree);
}
