import { basename } from 'node:path';
import { dependenciesOf } from './dependencies';
import type { Library } from './library';

const MAX_LENGTH = 214;
const PART = '[a-z0-9~][a-z0-9._~-]*';
const NAME = new RegExp(`^(?:@${PART}/)?${PART}$`);
const RESERVED = ['node_modules', 'favicon.ico'];

/** Why npm, or Node, does not take a text for the name of this package. */
export function nameProblems(name: string, library: Library): string[] {
  if (name.length > MAX_LENGTH) return [`is longer than ${MAX_LENGTH} characters`];
  if (!NAME.test(name)) return ['must be lower-case letters, digits, -, . and _, with @scope/ before them or not'];
  if (RESERVED.includes(name)) return ['is a name that npm keeps'];
  const { dependencies, devDependencies } = dependenciesOf(library, library.version);
  return Object.hasOwn({ ...dependencies, ...devDependencies }, name) ? ['is the name of a package that the mesh needs'] : [];
}

/** The name of the folder, as far as npm takes it. */
export function defaultName(folder: string, library: Library): string {
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9._~-]+/g, '-')
    .replace(/^[-._]+|-+$/g, '')
    .slice(0, MAX_LENGTH);
  if (name === '') return 'mesh';
  return nameProblems(name, library).length === 0 ? name : `${name.slice(0, MAX_LENGTH - '-mesh'.length)}-mesh`;
}
