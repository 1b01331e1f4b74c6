import { nanoseconds } from '../../admission/duration';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { type HttpRule, httpRules } from './http-rules';

/** The time of all tries together, and the time there is, in nanoseconds; undefined where one of them is not limited. */
function times({
  retries,
  timeout,
}: HttpRule): { readonly tries: bigint; readonly one: bigint; readonly all: bigint } | undefined {
  const one = retries?.perTryTimeout === undefined ? undefined : nanoseconds(retries.perTryTimeout);
  const all = timeout === undefined ? undefined : nanoseconds(timeout);
  if (!retries || !one || !all) return undefined;
  return { tries: BigInt(Math.max(retries.attempts ?? 0, 0)) + 1n, one, all };
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, rule, field } of httpRules(mesh)) {
    const found = times(rule);
    if (found === undefined || found.tries === 1n || found.tries * found.one <= found.all) continue;
    const fitting = found.all / found.one;
    yield {
      on,
      field: `${field}.timeout`,
      problem: `ends before ${found.tries} tries of ${rule.retries?.perTryTimeout} can`,
      got: rule.timeout,
      fix:
        fitting < 1n
          ? 'make perTryTimeout smaller than timeout, or every request ends with the timeout in its first try'
          : `make timeout at least ${found.tries} times perTryTimeout, or attempts at most ${fitting - 1n}`,
    };
  }
}

export const retriesBeyondTimeout: Rule = {
  code: 'MESH0103',
  level: 'warning',
  title: 'Retries that do not fit into the timeout',
  explanation:
    'The timeout of a rule is for all tries together. When one try and its retries can take longer than that, the last ones never happen, and the client gets 504 where it could have had an answer.',
  fix: 'make the timeout at least (attempts + 1) times perTryTimeout',
  find,
};
