import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { labelNameProblems } from '../../core/names';
import type { OneOf } from '../../core/one-of';
import type { Problem } from '../../core/problem';
import { pathOf } from '../../core/prop-names';
import { ExtensionProvider, type ExtensionProviderProps, type ProviderDefinition, refuseProvider } from './extension-provider';
import {
  type ProviderService,
  providerServiceProblems,
  SERVICE_NEEDS,
  timeoutProblems,
  withServiceName,
} from './provider-service';

/** A status that Envoy knows by name. */
export type AnsweredStatus =
  | '100'
  | `20${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`
  | '226'
  | `30${0 | 1 | 2 | 3 | 4 | 5 | 7 | 8}`
  | `4${0 | 1}${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7}`
  | `40${8 | 9}`
  | `42${1 | 2 | 3 | 4 | 6 | 8 | 9}`
  | '431'
  | `50${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`
  | `51${0 | 1}`;

/** Whom a proxy asks for permission, and what it does without an answer. */
interface Authorizer extends ProviderService {
  /** How long the proxy waits for the answer. @default 600 s */
  readonly timeout?: Duration;
  /** Whether requests pass while the service fails or does not answer. @default false */
  readonly failOpen?: boolean;
  /** Status of the answer to the client while the service cannot be reached. @default 403 */
  readonly statusOnError?: AnsweredStatus;
  /** Whether the route is chosen again, by the headers that the service added. @default false */
  readonly clearRouteCache?: boolean;
}

/** How much of the request's body the service sees. */
interface CheckedBody {
  /** Bytes that the proxy holds. A longer body is answered with 413, unless `allowPartialMessage` is set. */
  readonly maxRequestBytes: number;
  /** Whether the service is asked with the beginning of a longer body. @default false */
  readonly allowPartialMessage?: boolean;
}

/** A name of a header, or its beginning with a `*` behind, or its end with a `*` before. */
type HeaderPatterns = readonly string[];

/** A service that is asked by HTTP, and lets a request pass with status 200. */
export interface HttpAuthorizer extends Authorizer {
  /** What stands before the path of the request when the service is asked: `/check`. @default nothing */
  readonly pathPrefix?: string;
  /** Headers of the request that the service sees, beside host, method, path and length. @default none */
  readonly includeRequestHeadersInCheck?: HeaderPatterns;
  /** Headers that the service sees in each question. @default none */
  readonly includeAdditionalHeadersInCheck?: Readonly<Record<string, string>>;
  /** The body that the service sees. @default none */
  readonly includeRequestBodyInCheck?: CheckedBody;
  /** Headers of the service's answer that are set in a request that passes. @default none */
  readonly headersToUpstreamOnAllow?: HeaderPatterns;
  /** Headers of the service's answer that the client sees where it refuses. @default all */
  readonly headersToDownstreamOnDeny?: HeaderPatterns;
  /** Headers of the service's answer that the client sees where the request passes. @default none */
  readonly headersToDownstreamOnAllow?: HeaderPatterns;
}

/** A service that is asked by gRPC, in Envoy's protocol for external authorization. */
export interface GrpcAuthorizer extends Authorizer {
  /** The body that the service sees; with `packAsBytes` as bytes in place of text. @default none */
  readonly includeRequestBodyInCheck?: CheckedBody & { readonly packAsBytes?: boolean };
}

/** Props of an ExternalAuthorizer. Its name has small letters, digits and `-`. */
export type ExternalAuthorizerProps = ExtensionProviderProps &
  OneOf<{ envoyExtAuthzHttp: HttpAuthorizer; envoyExtAuthzGrpc: GrpcAuthorizer }>;

const PATTERNS = [
  'includeRequestHeadersInCheck',
  'headersToUpstreamOnAllow',
  'headersToDownstreamOnDeny',
  'headersToDownstreamOnAllow',
] as const;

function httpProblems(field: string, authorizer: HttpAuthorizer): Problem[] {
  const { pathPrefix } = authorizer;
  const begins = pathPrefix === undefined || pathPrefix === '' || pathPrefix.startsWith('/');
  return [
    ...(begins
      ? []
      : [{ field: `${field}.pathPrefix`, problem: 'does not begin with /', got: pathPrefix, fix: 'use for example /check' }]),
    ...PATTERNS.flatMap((name) =>
      (authorizer[name] ?? []).flatMap((pattern, i) =>
        pattern === '*'
          ? [
              {
                field: `${field}.${name}[${i}]`,
                problem: 'is every header',
                got: pattern,
                fix: 'name headers, or how they begin or end',
              },
            ]
          : [],
      ),
    ),
  ];
}

function definitionOf(props: ExternalAuthorizerProps, name: string): ProviderDefinition<'authorization'> {
  const { envoyExtAuthzHttp: http, envoyExtAuthzGrpc: grpc } = props;
  const kind = http === undefined ? 'envoyExtAuthzGrpc' : 'envoyExtAuthzHttp';
  const value: Authorizer = http ?? grpc;
  const problems = [
    ...labelNameProblems('name', name),
    ...providerServiceProblems(kind, value),
    ...timeoutProblems(kind, value),
    ...(http === undefined ? [] : httpProblems(kind, http)),
  ];
  return { use: 'authorization', kind, value: withServiceName(value), service: value, problems };
}

const KINDS = { envoyExtAuthzHttp: SERVICE_NEEDS, envoyExtAuthzGrpc: SERVICE_NEEDS } as const;

/**
 * A service of yours that proxies ask whether a request may pass, for an AuthorizationPolicy with action CUSTOM. To create it is to add
 * it to the mesh config.
 */
export class ExternalAuthorizer extends ExtensionProvider<'authorization'> {
  /** @throws InvalidProps when the name is taken, or a field is one that Istio refuses */
  constructor(scope: Construct, id: string, props: ExternalAuthorizerProps) {
    refuseProvider(pathOf(scope, id), KINDS, props, false);
    super(scope, id, props, definitionOf(props, props.name ?? id));
  }
}
