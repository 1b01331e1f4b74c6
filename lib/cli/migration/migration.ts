import type { Manifest } from '../../core/manifest';
import { ofRelease } from '../../values-files/release-labels';
import { evaluate } from './evaluate';
import { steps } from './json-patches';
import { type ObjectPatch, programText, type Statement, variableOf } from './program';

/** One object that the program and the file do not have alike. */
export interface Mismatch {
  /** `<kind> <namespace>/<name>` */
  readonly object: string;
  /** Place in the object; `''` where one of the two does not have it at all. */
  readonly path: string;
  readonly file: unknown;
  readonly program: unknown;
}

/** A program, and what in it is not as in the file. */
export interface Migration {
  readonly text: string;
  readonly objects: number;
  readonly mismatches: readonly Mismatch[];
}

const nameOf = ({ kind, metadata: { namespace, name } }: Manifest) =>
  `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;

/** As it is printed, whatever release it is part of: constructs name releases as the documentation does. */
function comparable(manifests: readonly Manifest[]): Map<string, Manifest> {
  const printed = JSON.parse(JSON.stringify(ofRelease(manifests, 'any'))) as Manifest[];
  return new Map(printed.map((manifest) => [nameOf(manifest), manifest]));
}

/** The Namespace is the program's own: no chart has one. */
const isOwn = ({ kind }: Manifest) => kind === 'Namespace';

function patchesOf(statements: readonly Statement[], objects: readonly Manifest[]): ObjectPatch[] {
  const made = comparable(objects);
  return statements
    .filter(({ patchable }) => patchable)
    .flatMap((statement) =>
      [...comparable(statement.wanted)].flatMap(([name, object]): ObjectPatch[] => {
        const all = steps('', made.get(name), object);
        return made.has(name) && all.length > 0 ? [{ variable: variableOf(statement), object, steps: all }] : [];
      }),
    );
}

function mismatchesOf(statements: readonly Statement[], objects: readonly Manifest[]): Mismatch[] {
  const wanted = comparable(statements.flatMap((statement) => statement.wanted));
  const compared = statements.filter((statement) => statement.wanted.length > 0);
  const ownNames = new Set(compared.length === statements.length ? [] : comparableNamesOf(statements));
  const made = comparable(objects.filter((object) => !isOwn(object)));
  return [...new Set([...wanted.keys(), ...made.keys()])].flatMap((object): Mismatch[] => {
    const [file, program] = [wanted.get(object), made.get(object)];
    if (file === undefined) return ownNames.has(object) ? [] : [{ object, path: '', file, program: 'is there' }];
    if (program === undefined) return [{ object, path: '', file: 'is there', program }];
    return steps('', program, file).map(({ path, value }) => ({ object, path, file: value, program: at(program, path) }));
  });
}

/** The objects of statements that are there for others alone. */
function comparableNamesOf(statements: readonly Statement[]): Iterable<string> {
  return comparable(
    evaluate(
      programText(
        statements.filter(({ wanted }) => wanted.length === 0),
        [],
      ),
    ),
  ).keys();
}

function at(value: unknown, path: string): unknown {
  const keys = path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.reduce<unknown>((inner, key) => (inner as Readonly<Record<string, unknown>> | undefined)?.[key], value);
}

/** The program of these statements, run and compared with what the file gives. */
export function migration(statements: readonly Statement[]): Migration {
  const patches = patchesOf(statements, evaluate(programText(statements, [])));
  const text = programText(statements, patches);
  const mismatches = mismatchesOf(statements, evaluate(text));
  return { text, objects: statements.flatMap(({ wanted }) => wanted).length, mismatches };
}
