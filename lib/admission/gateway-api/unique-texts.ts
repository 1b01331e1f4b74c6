import type { Problem } from '../../core/problem';
import { repeatedProblems } from '../../core/repeated';

/** Problems of a list of texts that must all differ. */
export function uniqueTextProblems(field: string, texts: readonly string[] | undefined): Problem[] {
  return repeatedProblems(
    (texts ?? []).map((value, i) => ({ field: `${field}[${i}]`, value })),
    'name each once',
  );
}
