import type {
  AuthorizationPolicySpec,
  AuthorizationPolicySpecRules,
  RequestAuthenticationSpec,
} from '../../../imports/security.istio.io';
import type { Problem } from '../../core/problem';
import type { Wire } from '../../core/wire';
import { hasPrivateKey } from '../jwks';
import { selectingWarnings } from './selector';

const OF_CONNECTIONS = ['principals', 'ipBlocks', 'namespaces', 'remoteIpBlocks', 'serviceAccounts'] as const;
const NEGATED = ['notPrincipals', 'notIpBlocks', 'notNamespaces', 'notRemoteIpBlocks', 'notServiceAccounts'] as const;

const isGiven = (list: readonly unknown[] | undefined) => (list ?? []).length > 0;

/** Whether a rule tells apart by what only HTTP has, so that it holds for every connection that is no HTTP. */
function isOfHttpAlone({ from = [], to = [] }: Wire<AuthorizationPolicySpecRules>): boolean {
  const sources = from.flatMap(({ source }) => (source === undefined ? [] : [source]));
  const operations = to.flatMap(({ operation }) => (operation === undefined ? [] : [operation]));
  if (operations.length > 0) return !operations.some(({ ports, notPorts }) => isGiven(ports) || isGiven(notPorts));
  return sources.length > 0 && !sources.some((source) => [...OF_CONNECTIONS, ...NEGATED].some((name) => isGiven(source[name])));
}

/** What Istio warns of in the spec of an AuthorizationPolicy. */
export function authorizationPolicyWarnings(spec: Wire<AuthorizationPolicySpec>): Problem[] {
  const rules = spec.action === 'DENY' ? [...(spec.rules ?? []).entries()] : [];
  const problem = 'asks for nothing but HTTP, and so denies all of every TCP port';
  return [
    ...selectingWarnings(spec),
    ...rules
      .filter(([, rule]) => isOfHttpAlone(rule))
      .map(([i, got]) => ({ field: `rules[${i}]`, problem, got, fix: 'name the ports in to' })),
  ];
}

/** What Istio warns of in the spec of a RequestAuthentication. */
export function requestAuthenticationWarnings(spec: Wire<RequestAuthenticationSpec>): Problem[] {
  const problem = 'has a private key in it, which checks of tokens do not need';
  return [
    ...selectingWarnings(spec),
    ...(spec.jwtRules ?? []).flatMap(({ jwks = '' }, i) =>
      jwks !== '' && hasPrivateKey(jwks)
        ? [{ field: `jwtRules[${i}].jwks`, problem, fix: 'give the public keys alone, and take the private one out of use' }]
        : [],
    ),
  ];
}
