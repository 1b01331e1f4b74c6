import type { AuthorizationPolicySpecRulesWhen } from '../../imports/security.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { ipBlock, port, serviceAccount, text, type ValueRule, valuesProblems, wildcard } from './authorization-values';

/** What a condition can ask about, and what it compares that with. */
const ATTRIBUTES = new Map<string, ValueRule>(
  Object.entries({
    'source.ip': ipBlock,
    'remote.ip': ipBlock,
    'source.namespace': text,
    'source.serviceAccount': serviceAccount,
    'source.principal': text,
    'source.trustDomain': wildcard,
    'request.auth.principal': text,
    'request.auth.audiences': text,
    'request.auth.presenter': text,
    'destination.ip': ipBlock,
    'destination.port': port,
    'connection.sni': text,
  }),
);

/** Beginnings of what stands for a whole family: the name of the member follows in brackets. */
const FAMILIES = ['request.headers', 'request.auth.claims', 'experimental.envoy.filters.'];

/** What is no longer asked about by a condition. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'destination.namespace': 'put the policy into that namespace',
  'destination.labels': 'use the selector of the policy',
  'destination.name': 'use the selector or targetRefs of the policy',
  'destination.user': 'use the selector of the policy',
};

const KNOWN = [...ATTRIBUTES.keys(), ...FAMILIES.map((family) => `${family}${family.endsWith('.') ? '*' : ''}[<name>]`)];

function isOfFamily(key: string): boolean {
  const open = key.indexOf('[');
  return open > 0 && key.endsWith(']') && open < key.length - 2;
}

function keyProblems(field: string, key: string): Problem[] {
  if (ATTRIBUTES.has(key)) return [];
  if (FAMILIES.some((family) => key.startsWith(family))) {
    if (isOfFamily(key)) return [];
    return [{ field, problem: 'has no name in brackets', got: key, fix: 'write for example request.headers[x-user]' }];
  }
  const elsewhere = Object.entries(ELSEWHERE).find(([name]) => key === name || key.startsWith(`${name}[`));
  const fix = elsewhere?.[1] ?? `use one of ${KNOWN.join(', ')}`;
  return [{ field, problem: 'is nothing that a condition can ask about', got: key, fix }];
}

/** What Istio refuses in a condition of a rule. */
export function conditionProblems(field: string, { key, values, notValues }: Wire<AuthorizationPolicySpecRulesWhen>): Problem[] {
  const unknown = keyProblems(`${field}.key`, key);
  const rule = ATTRIBUTES.get(key) ?? text;
  if ((values ?? []).length + (notValues ?? []).length === 0) {
    const fix = 'give values, or notValues';
    return [...unknown, { field, problem: 'compares with nothing', got: key, fix }];
  }
  return [
    ...unknown,
    ...valuesProblems(`${field}.values`, values, rule),
    ...valuesProblems(`${field}.notValues`, notValues, rule),
  ];
}
