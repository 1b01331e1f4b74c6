import type { NonEmpty, OneOf } from '../core/one-of';
import type { Problem } from '../core/problem';
import { type AnyPropNames, oneOfProblems, type PropNames, propProblems } from '../core/prop-names';

/** The key in a Secret. */
export interface SecretKey {
  readonly name: string;
  /** @default the only key that makes sense there */
  readonly key?: string;
}

/** Shows control of a name by a record in DNS, which needs no gateway and knows wildcards. */
export type Dns01 = OneOf<{
  cloudflare: {
    /** A token that may edit the zone. */
    readonly apiTokenSecretRef: SecretKey;
    /** @default none, as a token needs none */
    readonly email?: string;
  };
  cloudDNS: {
    /** Project of Google Cloud. */
    readonly project: string;
    /** @default the identity of the pod */
    readonly serviceAccountSecretRef?: SecretKey;
    /** @default the zone that the name is in */
    readonly hostedZoneName?: string;
  };
  route53: {
    /** @default the region of the pod */
    readonly region?: string;
    /** @default the zone that the name is in */
    readonly hostedZoneID?: string;
    /** Role that is assumed. @default none */
    readonly role?: string;
  };
  azureDNS: {
    readonly subscriptionID: string;
    readonly resourceGroupName: string;
    /** @default the zone that the name is in */
    readonly hostedZoneName?: string;
    /** @default AzurePublicCloud */
    readonly environment?: 'AzurePublicCloud' | 'AzureChinaCloud' | 'AzureGermanCloud' | 'AzureUSGovernmentCloud';
  };
  rfc2136: {
    /** Address of the DNS server: `<host>:<port>`. */
    readonly nameserver: string;
    /** @default not signed */
    readonly tsigKeyName?: string;
    /** @default HMACMD5 */
    readonly tsigAlgorithm?: 'HMACMD5' | 'HMACSHA1' | 'HMACSHA256' | 'HMACSHA512';
    /** @default not signed */
    readonly tsigSecretSecretRef?: SecretKey;
  };
}>;

/** Shows control of a name by a file that is got from it by plain HTTP on port 80. */
export type Http01 = OneOf<{
  ingress: {
    /** Class of the Ingress that is made: `istio` where istiod serves Ingresses. @default that of the cluster */
    readonly ingressClassName?: string;
  };
  gatewayHTTPRoute: {
    /** The Gateways, of the Gateway API, through which the file is got. */
    readonly parentRefs: NonEmpty<{
      readonly name: string;
      /** @default the namespace of the Certificate */
      readonly namespace?: string;
      /** @default every listener */
      readonly sectionName?: string;
    }>;
  };
}>;

/** How control of a name is shown. */
export type AcmeSolver = OneOf<{ dns01: Dns01; http01: Http01 }> & {
  /** The names that it is for. @default all */
  readonly selector?: {
    readonly dnsNames?: readonly string[];
    readonly dnsZones?: readonly string[];
  };
};

type NamesOfEach<T> = { readonly [Way in keyof T]-?: PropNames<NonNullable<T[Way]>> };

const SOLVER: PropNames<AcmeSolver> = { dns01: 'optional', http01: 'optional', selector: 'optional' };
const SELECTOR: PropNames<NonNullable<AcmeSolver['selector']>> = { dnsNames: 'optional list', dnsZones: 'optional list' };

const WAYS: { readonly dns01: NamesOfEach<Dns01>; readonly http01: NamesOfEach<Http01> } = {
  dns01: {
    cloudflare: { apiTokenSecretRef: 'required', email: 'optional' },
    cloudDNS: { project: 'required', serviceAccountSecretRef: 'optional', hostedZoneName: 'optional' },
    route53: { region: 'optional', hostedZoneID: 'optional', role: 'optional' },
    azureDNS: { subscriptionID: 'required', resourceGroupName: 'required', hostedZoneName: 'optional', environment: 'optional' },
    rfc2136: { nameserver: 'required', tsigKeyName: 'optional', tsigAlgorithm: 'optional', tsigSecretSecretRef: 'optional' },
  },
  http01: { ingress: { ingressClassName: 'optional' }, gatewayHTTPRoute: { parentRefs: 'required' } },
};

/** Problems of a solver: names that stand for nothing or are missing. */
export function solverProblems(place: string, solver: AcmeSolver): Problem[] {
  const wrong = [...propProblems(SOLVER, solver, place), ...oneOfProblems(Object.keys(WAYS), solver, place)];
  if (wrong.length > 0) return wrong;
  const kind = solver.dns01 === undefined ? 'http01' : 'dns01';
  const ways: Readonly<Record<string, AnyPropNames>> = WAYS[kind];
  const chosen = solver[kind] as Readonly<Record<string, unknown>>;
  const optional = Object.fromEntries(Object.keys(ways).map((way) => [way, 'optional'] as const));
  return [
    ...propProblems(SELECTOR, solver.selector, `${place}.selector`),
    ...propProblems(optional, chosen, `${place}.${kind}`),
    ...oneOfProblems(Object.keys(ways), chosen, `${place}.${kind}`),
    ...Object.entries(ways).flatMap(([way, names]) => propProblems(names, chosen[way], `${place}.${kind}.${way}`)),
  ];
}
