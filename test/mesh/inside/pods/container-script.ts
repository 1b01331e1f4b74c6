import { posix } from 'node:path';
import { IMAGE } from '../layout';

/** What a container's file system is made of. */
export interface ContainerFiles {
  /** A folder of its own, in memory. */
  readonly folder: string;
  /** Files and folders of the node by their path in the container, in the order in which they are mounted. */
  readonly mounts: readonly (readonly [source: string, target: string])[];
  readonly user: number;
  readonly group: number;
  readonly command: readonly string[];
}

/**
 * Shell commands for a mount and a process namespace of their own: the machine's file system under a layer for what the container
 * writes. Nothing of it is seen by the machine.
 */
export function containerScript({ folder, mounts, user, group, command }: ContainerFiles): string {
  const root = rootOf(folder);
  return [
    'set -e',
    `mkdir -p ${[root, `${folder}/upper`, `${folder}/work`].map(quote).join(' ')}`,
    `mount -t overlay mesh -o lowerdir=${IMAGE}:/,upperdir=${folder}/upper,workdir=${folder}/work ${quote(root)}`,
    `mount -t proc proc ${quote(`${root}/proc`)}`,
    `mount --rbind /dev ${quote(`${root}/dev`)}`,
    `mount --rbind /sys ${quote(`${root}/sys`)}`,
    ...mounts.map(([source, path]) =>
      mountOn(quote(source), quote(target(root, path)), quote(posix.dirname(target(root, path)))),
    ),
    `exec chroot --userspec=${user}:${group} --groups= ${[root, ...command].map(quote).join(' ')}`,
    '',
  ].join('\n');
}

export function rootOf(folder: string): string {
  return `${folder}/root`;
}

/** A file is put in place of what is there, which may be a link. */
function mountOn(source: string, path: string, parent: string): string {
  return `if [ -d ${source} ]; then mkdir -p ${path}; else mkdir -p ${parent}; rm -f ${path}; : > ${path}; fi; mount --bind ${source} ${path}`;
}

/** /var/run is a link to /run on most machines, and would lead out of the container's file system. */
function target(root: string, path: string): string {
  return `${root}${path.replace(/^\/var\/run\//, '/run/')}`;
}

function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
