import { createHash } from 'node:crypto';
import type { Manifest } from '../core/manifest';
import { groupOf } from './rendered-stage';

/**
 * The folder of objects without a namespace. No namespace can have its name, and it sorts before all of them, so that a Namespace is
 * applied before what is in it.
 */
const CLUSTER = '+cluster';

/** Names of devices, which Windows gives to no file. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** File systems take names of 255 bytes. */
const LONGEST = 240;

/** `:` and the like are not taken by every file system, and some do not tell `A` from `a`; so these are written as in a URL. */
function portable(name: string): string {
  return name.replace(/[^a-z0-9.-]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

/** A name of a folder that every file system takes. */
export function folderName(name: string): string {
  return DEVICES.test(name) ? `%${name.charCodeAt(0).toString(16).toUpperCase()}${name.slice(1)}` : name;
}

function shortened(file: string): string {
  if (file.length <= LONGEST) return file;
  const hash = createHash('sha256').update(file).digest('hex').slice(0, 16);
  return `${file.slice(0, LONGEST - 17)}~${hash}`;
}

/** `<namespace>/<group>.<kind>.<name>.yaml`, another one for each object of a cluster. */
export function objectPath(manifest: Manifest): string {
  const { name, namespace } = manifest.metadata;
  const folder = namespace === undefined ? CLUSTER : folderName(portable(namespace));
  const group = groupOf(manifest) === '' ? 'core' : portable(groupOf(manifest));
  return `${folder}/${shortened(`${group}.${manifest.kind}.${portable(name)}`)}.yaml`;
}
