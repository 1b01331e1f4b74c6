import type { Problem } from '../../core/problem';
import { isWritten, placeOf } from '../../core/tree';
import { type Fields, fields, type Kind } from './kind';
import { MESSAGES } from './messages';
import { nearestFix } from './nearest-name';

function unknownIn(kind: Kind, value: unknown, place: string, root: Fields): Problem[] {
  if (kind.is === 'message') return unknownIn(fields(MESSAGES[kind.name] ?? {}), value, place, root);
  if (kind.is === 'list')
    return Array.isArray(value) ? value.flatMap((entry, i) => unknownIn(kind.of, entry, placeOf(place, i), root)) : [];
  if (!isWritten(value)) return [];
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  if (kind.is === 'map') return entries.flatMap(([name, entry]) => unknownIn(kind.of, entry, placeOf(place, name), root));
  if (kind.is !== 'fields') return [];
  return entries.flatMap(([name, entry]) => {
    const at = placeOf(place, name);
    const known = Object.hasOwn(kind.fields, name) ? kind.fields[name] : undefined;
    if (known !== undefined) return unknownIn(known, entry, at, root);
    return [{ field: at, problem: 'is unknown', got: entry, fix: nearestFix(name, entry, Object.keys(kind.fields), root) }];
  });
}

/**
 * Problems of names in props that stand for nothing. The compiler refuses them too, but a program can be run without it.
 * @param known what may stand there
 */
export function unknownNames(known: Fields, props: object): Problem[] {
  return unknownIn(known, props, '', known);
}
