/** Where an object was written. */
export interface Source {
  /** Path of the file, as it was given. @default it comes from a program */
  readonly file?: string;
  /** Line of the file on which the object begins; the first one is 1. */
  readonly line?: number;
  /** Path of the construct that made it. @default it comes from a file */
  readonly construct?: string;
  /** Text of the document, to find lines of its fields in. */
  readonly text?: string;
  /** Path of the object in the document: `items[3]` of a List. @default the document is the object */
  readonly within?: string;
}

/** `shop/reviews` or `mesh.yaml:12`, as it is printed. */
export function describeSource({ construct, file, line }: Source): string {
  const place = file === undefined ? [] : [line === undefined ? file : `${file}:${line}`];
  return [...(construct === undefined ? [] : [construct]), ...place].join(' ');
}
