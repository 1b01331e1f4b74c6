import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

const SOURCE = ['principals', 'requestPrincipals', 'namespaces'] as const;
const OPERATION = ['hosts', 'methods', 'paths'] as const;

/** Whether a * is in a place where it is a letter as any other. */
function isLiteral(value: string): boolean {
  const plain = value.replace(/\{\*\*?\}/g, '');
  return value !== '*' && (plain.startsWith('*') ? plain.slice(1) : plain.replace(/\*$/, '')).includes('*');
}

function negated(name: string): string {
  return `not${name[0]?.toUpperCase()}${name.slice(1)}`;
}

function* valuesOf(fields: object, names: readonly string[], place: string): Iterable<readonly [field: string, value: string]> {
  const lists = fields as Readonly<Record<string, readonly string[] | undefined>>;
  for (const name of names.flatMap((one) => [one, negated(one)])) {
    for (const [k, value] of (lists[name] ?? []).entries()) yield [`${place}.${name}[${k}]`, value];
  }
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('security.istio.io/AuthorizationPolicy')) {
    for (const [i, { from = [], to = [] }] of (on.spec.rules ?? []).entries()) {
      const values = [
        ...from.flatMap(({ source = {} }, j) => [...valuesOf(source, SOURCE, `spec.rules[${i}].from[${j}].source`)]),
        ...to.flatMap(({ operation = {} }, j) => [...valuesOf(operation, OPERATION, `spec.rules[${i}].to[${j}].operation`)]),
      ];
      for (const [field, got] of values) {
        if (isLiteral(got)) yield { on, field, problem: 'has a * that stands for itself alone', got };
      }
    }
  }
}

export const literalWildcard: Rule = {
  code: 'MESH0405',
  level: 'warning',
  title: 'Wildcard that is none',
  explanation:
    'In a value of an AuthorizationPolicy a * stands for any text at the beginning or at the end, and at one of the two alone. Anywhere else it is a letter, so that no request has such a value: an ALLOW rule never holds, a DENY rule never denies.',
  fix: 'keep one * at the beginning or the end; in a path, {*} stands for one part and {**} for several',
  find,
};
