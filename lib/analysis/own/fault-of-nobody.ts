import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { type HttpRule, httpRules } from './http-rules';

type Fault = NonNullable<HttpRule['fault']>;

function isNever({ percentage, percent = 0 }: { readonly percentage?: { readonly value?: number }; readonly percent?: number }) {
  return (percentage?.value ?? 0) === 0 && (percentage !== undefined || percent === 0);
}

function* faultsOf({ delay, abort }: Fault): Iterable<readonly [name: string, isNever: boolean]> {
  if (delay !== undefined) yield ['delay', isNever(delay)];
  if (abort !== undefined) yield ['abort', isNever({ percentage: abort.percentage })];
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, rule, field } of httpRules(mesh)) {
    for (const [name, never] of faultsOf(rule.fault ?? {})) {
      if (never)
        yield { on, field: `${field}.fault.${name}`, problem: 'is for no request, since percentage is 0', got: rule.fault };
    }
  }
}

export const faultOfNobody: Rule = {
  code: 'MESH0112',
  level: 'warning',
  title: 'Fault for 0 % of the requests',
  explanation:
    'A fault without percentage is for none of the requests, and not for all of them as a mirror without percentage is. A test with it tests nothing.',
  fix: 'write percentage.value, 100 for all requests',
  find,
};
