import type {
  AuthorizationPolicySpecRules,
  AuthorizationPolicySpecRulesFromSource,
  AuthorizationPolicySpecRulesToOperation,
} from '../../imports/security.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { conditionProblems } from './authorization-condition';
import { ipBlock, path, port, serviceAccount, text, trustDomain, type ValueRule, valuesProblems } from './authorization-values';

type Source = Wire<AuthorizationPolicySpecRulesFromSource>;
type Operation = Wire<AuthorizationPolicySpecRulesToOperation>;

/** Where a request comes from: the fields, and what their values are. */
const SOURCE: Readonly<Record<keyof Source, ValueRule>> = {
  principals: text,
  notPrincipals: text,
  requestPrincipals: text,
  notRequestPrincipals: text,
  namespaces: text,
  notNamespaces: text,
  serviceAccounts: serviceAccount,
  notServiceAccounts: serviceAccount,
  trustDomains: trustDomain,
  notTrustDomains: trustDomain,
  ipBlocks: ipBlock,
  notIpBlocks: ipBlock,
  remoteIpBlocks: ipBlock,
  notRemoteIpBlocks: ipBlock,
};

const OPERATION: Readonly<Record<keyof Operation, ValueRule>> = {
  hosts: text,
  notHosts: text,
  ports: port,
  notPorts: port,
  methods: text,
  notMethods: text,
  paths: path,
  notPaths: path,
};

/** What `serviceAccounts` cannot stand beside, since it says the same. */
const SAID_BY_ACCOUNTS = ['principals', 'notPrincipals', 'namespaces', 'notNamespaces'] as const;

function fieldsProblems(
  field: string,
  given: Readonly<Record<string, readonly string[] | undefined>> | undefined,
  rules: Readonly<Record<string, ValueRule>>,
  examples: string,
): Problem[] {
  if (given === undefined || Object.keys(rules).every((name) => (given[name] ?? []).length === 0)) {
    return [{ field, problem: 'says nothing', got: given, fix: `give for example ${examples}, or leave the entry out` }];
  }
  return Object.entries(rules).flatMap(([name, rule]) => valuesProblems(`${field}.${name}`, given[name], rule));
}

function sourceProblems(field: string, source: Source | undefined): Problem[] {
  const accounts = source?.serviceAccounts === undefined ? 'notServiceAccounts' : 'serviceAccounts';
  const beside = source?.[accounts] === undefined ? [] : SAID_BY_ACCOUNTS.filter((name) => source[name] !== undefined);
  return [
    ...fieldsProblems(field, source, SOURCE, 'principals or namespaces'),
    ...beside.map((name) => ({
      field: `${field}.${name}`,
      problem: `cannot stand beside ${accounts}`,
      got: source?.[name],
      fix: 'remove one of the two; a service account is of a namespace already',
    })),
  ];
}

/** What Istio refuses in a rule, whatever the action. */
export function ruleProblems(field: string, { from, to, when }: Wire<AuthorizationPolicySpecRules>): Problem[] {
  return [
    ...(from ?? []).flatMap(({ source }, i) => sourceProblems(`${field}.from[${i}].source`, source)),
    ...(to ?? []).flatMap(({ operation }, i) =>
      fieldsProblems(`${field}.to[${i}].operation`, operation, OPERATION, 'methods or paths'),
    ),
    ...(when ?? []).flatMap((condition, i) => conditionProblems(`${field}.when[${i}]`, condition)),
  ];
}
