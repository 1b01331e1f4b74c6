import { type Finding, type Level, messageOf } from '../finding';
import { placeOf } from '../place';

/** A finding as tools read it. */
export interface FindingJson {
  readonly code: string;
  readonly level: Level;
  readonly message: string;
  readonly fix: string;
  readonly resource: { readonly kind: string; readonly namespace: string; readonly name: string };
  /** From the top of the object. Left out where it is about the whole object. */
  readonly field?: string;
  /** Left out where the object is from a program that wrote no file. */
  readonly file?: string;
  readonly line?: number;
  /** Path of the construct. Left out where the object is from a file alone. */
  readonly construct?: string;
}

/** A finding as plain data. */
export function jsonOf(finding: Finding): FindingJson {
  const { code, level, fix, object, field } = finding;
  const { file, line, construct } = placeOf(finding);
  return {
    code,
    level,
    message: messageOf(finding),
    fix,
    resource: { kind: object.kind, namespace: object.namespace, name: object.name },
    ...(field === undefined ? {} : { field }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(construct === undefined ? {} : { construct }),
  };
}
