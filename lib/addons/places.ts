import type { Construct } from 'constructs';
import { isDnsName } from '../admission/hosts';
import { PerApp } from '../core/per-app';
import type { Problem } from '../core/problem';
import { type ContextPath, contextPathProblems } from './context-path';

/** Where something is reached from outside of the cluster. */
export interface Place {
  readonly host: string;
  readonly path: ContextPath;
}

const taken = new PerApp<Map<string, string>>(() => new Map());

/**
 * Problems of a place: also that something else of the program is reached there.
 * @param owner what is to be reached there
 */
export function placeProblems(field: string, { host, path }: Place, owner: Construct): Problem[] {
  const owners = taken.of(owner);
  const place = `${host}${path}`;
  const first = owners.get(place) ?? owner.node.path;
  owners.set(place, first);
  return [
    ...contextPathProblems(`${field}.path`, path),
    ...(isDnsName(host) && !/[A-Z]|\.$/.test(host)
      ? []
      : [
          {
            field: `${field}.host`,
            problem: 'is not a host name',
            got: host,
            fix: 'write it in small letters, without scheme, port and path',
          },
        ]),
    ...(first === owner.node.path
      ? []
      : [{ field, problem: `has the host and path of ${first}`, got: place, fix: 'give each a host or a path of its own' }]),
  ];
}
