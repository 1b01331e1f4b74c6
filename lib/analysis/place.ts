import { lineOfField, type Source } from '../model';
import type { Finding } from './finding';

/** Where a finding is: construct, file, and the line of the field it is about. */
export function placeOf({ object: { source }, field }: Pick<Finding, 'object' | 'field'>): Source {
  const line = lineOfField(source, field ?? '');
  return { ...source, ...(line === undefined ? {} : { line }) };
}
