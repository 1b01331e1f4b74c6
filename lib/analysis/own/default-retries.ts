import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { httpRules } from './http-rules';

function* find(mesh: Mesh): Iterable<Report> {
  if ((mesh.settings.defaultHttpRetryPolicy?.retryOn ?? '') !== '') return;
  for (const { on, rule, field } of httpRules(mesh)) {
    const { attempts = 0, retryOn = '' } = rule.retries ?? {};
    if (attempts > 0 && retryOn === '' && rule.fault?.abort === undefined)
      yield {
        on,
        field: `${field}.retries`,
        problem: 'has no retryOn, so that an answer of 503 is not tried again',
        got: attempts,
      };
  }
}

export const defaultRetries: Rule = {
  code: 'MESH0114',
  level: 'info',
  title: 'Retries that do not try errors again',
  explanation:
    'Without retryOn a request is tried again where no connection came about or the stream was refused, and not where the service answered with an error: 500, 502, 503 and 504 go back to the client.',
  fix: 'write retryOn, 5xx or gateway-error for example, where answers with an error shall be tried again as well',
  find,
};
