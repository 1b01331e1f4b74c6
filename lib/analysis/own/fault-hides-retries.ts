import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { httpRules } from './http-rules';

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, rule, field } of httpRules(mesh)) {
    if (rule.fault === undefined) continue;
    const { abort, delay } = rule.fault;
    if (abort !== undefined && rule.retries !== undefined && rule.retries.attempts !== 0) {
      yield {
        on,
        field: `${field}.retries`,
        problem: 'cannot help against fault.abort, which is never tried again',
        got: rule.retries,
      };
    }
    if (delay !== undefined && rule.timeout !== undefined) {
      yield {
        on,
        field: `${field}.timeout`,
        problem: 'does not cut fault.delay short, which is not counted against it',
        got: rule.timeout,
      };
    }
  }
}

export const faultHidesRetries: Rule = {
  code: 'MESH0101',
  level: 'warning',
  title: 'Timeout or retries beside a fault',
  explanation:
    'The proxy injects faults before it forwards a request, so the timeout and the retries of the same rule never see them: a delay lasts longer than the timeout, and an abort is answered at once. A test of retries or of a timeout with such a fault tests nothing.',
  fix: 'put the fault on the route to the service that is called behind this one, or remove the timeout or the retries',
  find,
};
