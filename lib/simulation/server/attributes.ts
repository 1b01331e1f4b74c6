import { claimHolds, claimPath, requestPrincipalHolds } from './claim-conditions';
import { ipBlock } from './ip-block';
import { pathPattern } from './path-pattern';
import type { Seen, SeenRequest } from './seen';
import { globExpression, hostPattern, presencePattern, type TextPattern, textPattern } from './text-pattern';
import { inTrustDomains, sameTrustDomains } from './trust-domains';

export type Holds = (seen: Seen) => boolean;

/** What policies can ask of a connection or a request. */
export interface Attribute {
  /** Whether only requests have it. */
  readonly isOfRequests: boolean;
  /** Whether it has one of the values; undefined for values that are none. */
  readonly oneOf: (values: readonly string[]) => Holds | undefined;
}

/** For which mesh and which policy conditions are read. */
export interface Policed {
  readonly trustDomains: readonly string[];
  /** Namespace of the policy. */
  readonly namespace: string;
}

/** An attribute each value of which is read by itself: those that are none leave the others. */
function byValue(isOfRequests: boolean, read: (value: string) => Holds | undefined): Attribute {
  return {
    isOfRequests,
    oneOf: (values) => {
      const all = values.map(read);
      if (all.some((holds) => holds === undefined)) return undefined;
      return (seen) => all.some((holds) => holds?.(seen) === true);
    },
  };
}

function ofRequest(texts: (request: SeenRequest) => readonly string[], pattern: (value: string) => TextPattern): Attribute {
  return byValue(true, (value) => {
    const matches = pattern(value);
    return ({ request }) => request !== undefined && texts(request).some(matches);
  });
}

const ofAddress = (address: (seen: Seen) => string | undefined): Attribute =>
  byValue(false, (value) => {
    const holds = ipBlock(value);
    return holds === undefined ? undefined : (seen) => holds(address(seen));
  });

/** An attribute of the proven identity as certificates have it, `spiffe://<trust domain>/ns/<namespace>/sa/<account>`. */
const ofIdentity = (expressions: (value: string) => readonly string[]): Attribute =>
  byValue(false, (value) => {
    const all = expressions(value).map((expression) => new RegExp(`^(?:${expression})$`, 's'));
    return ({ principal }) => principal !== undefined && all.some((one) => one.test(`spiffe://${principal}`));
  });

const SCHEME = 'spiffe://';
const literal = (text: string) => globExpression(text, '\\*');

function principalExpression(value: string): string {
  if (value === '*') return '.+';
  if (value.startsWith('*')) return `${SCHEME}.*${literal(value.slice(1))}`;
  return value.endsWith('*') ? `${SCHEME}${literal(value.slice(0, -1))}.*` : SCHEME + literal(value);
}

function accountExpression(value: string, namespace: string): string {
  const slash = value.indexOf('/');
  const home = slash < 0 ? namespace : value.slice(0, slash);
  return `${SCHEME}.+/ns/${literal(home)}/(.+/|)sa/${literal(slash < 0 ? value : value.slice(slash + 1))}(/.+)?`;
}

function trustDomainExpression(value: string): string {
  if (value === '*') return `${SCHEME}.*`;
  const star = value.indexOf('*');
  if (star < 0) return `${SCHEME}${literal(value)}/.*`;
  return `${SCHEME}${literal(value.slice(0, star))}[^/]*${literal(value.slice(star + 1))}/.*`;
}

const MAX_PORT = 65535;

const port = byValue(false, (value) => {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  return number <= MAX_PORT ? (seen) => seen.port === number : undefined;
});

const serverName = byValue(false, (value) => {
  const matches = textPattern(value);
  return (seen) => matches(seen.serverName ?? '');
});

const claims = (path: readonly string[]): Attribute => ({ isOfRequests: true, oneOf: (values) => claimHolds(path, values) });

/** Attributes of what is asked for, by the fields of an operation. */
export const OPERATION = {
  hosts: ofRequest(({ authority }) => [authority], hostPattern),
  methods: ofRequest(({ method }) => [method], presencePattern),
  paths: ofRequest(({ pathname }) => [pathname], pathPattern),
  ports: port,
} as const;

/** Attributes of who asks, by the fields of a source. */
export function sourceAttributes({ trustDomains, namespace }: Policed) {
  return {
    principals: ofIdentity((value) => inTrustDomains(value, trustDomains).map(principalExpression)),
    requestPrincipals: { isOfRequests: true, oneOf: requestPrincipalHolds },
    namespaces: ofIdentity((value) => [`.*/ns/${globExpression(value, '.*')}/.*`]),
    serviceAccounts: ofIdentity((value) => [accountExpression(value, namespace)]),
    trustDomains: ofIdentity((value) => sameTrustDomains(value, trustDomains).map(trustDomainExpression)),
    ipBlocks: ofAddress(({ sourceIp }) => sourceIp),
    remoteIpBlocks: ofAddress(({ remoteIp }) => remoteIp),
  } as const satisfies Readonly<Record<string, Attribute>>;
}

/** What no proxy that is asked about has, so that no value is the right one. */
const UNKNOWN: Attribute = { isOfRequests: false, oneOf: () => () => false };

function headerAttribute(key: string): Attribute {
  const name = /^request\.headers\[(.*)\]$/s.exec(key)?.[1]?.toLowerCase();
  if (name === undefined) return { isOfRequests: true, oneOf: () => undefined };
  const texts = ({ headers, method, authority }: SeenRequest): readonly string[] => {
    if (name === ':method') return [method];
    return name === ':authority' || name === 'host' ? [authority] : (headers.get(name) ?? []);
  };
  return ofRequest(texts, presencePattern);
}

function claimAttribute(key: string): Attribute {
  const path = claimPath(key.slice('request.auth.claims'.length));
  return path === undefined ? { isOfRequests: true, oneOf: () => undefined } : claims(path);
}

/** The attribute of a key under `when`; undefined for one that Istio does not know. */
export function keyAttribute(key: string, policed: Policed): Attribute | undefined {
  const source = sourceAttributes(policed);
  const byKey: Readonly<Record<string, Attribute>> = {
    'destination.ip': ofAddress(({ destinationIp }) => destinationIp),
    'destination.port': port,
    'connection.sni': serverName,
    'source.ip': source.ipBlocks,
    'remote.ip': source.remoteIpBlocks,
    'source.namespace': source.namespaces,
    'source.trustDomain': source.trustDomains,
    'source.serviceAccount': source.serviceAccounts,
    'source.principal': source.principals,
    'request.auth.principal': source.requestPrincipals,
    'request.auth.audiences': claims(['aud']),
    'request.auth.presenter': claims(['azp']),
  };
  if (key in byKey) return byKey[key];
  if (key.startsWith('experimental.envoy.filters.')) return UNKNOWN;
  if (key.startsWith('request.headers')) return headerAttribute(key);
  return key.startsWith('request.auth.claims') ? claimAttribute(key) : undefined;
}
