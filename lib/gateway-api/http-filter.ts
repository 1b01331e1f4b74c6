import type { AtMostOneOf, NonEmpty } from '../core/one-of';
import type { Backend } from './backend';

/** A header and its value. */
export interface HeaderValue {
  /** Name, without regard to case. Each list names a header once. */
  readonly name: string;
  /** At most 4096 characters, and at least one. */
  readonly value: string;
}

/** Changes of the headers of a message. */
export interface HeaderModifier {
  /** Headers that are replaced, or added where absent. @default none */
  readonly set?: readonly HeaderValue[];
  /** Headers that are added to what is there. @default none */
  readonly add?: readonly HeaderValue[];
  /** Names of headers that are taken away. @default none */
  readonly remove?: readonly string[];
}

/** Changes the headers of requests. */
export interface RequestHeaderFilter {
  readonly type: 'RequestHeaderModifier';
  readonly requestHeaderModifier: HeaderModifier;
}

/** Changes the headers of responses. */
export interface ResponseHeaderFilter {
  readonly type: 'ResponseHeaderModifier';
  readonly responseHeaderModifier: HeaderModifier;
}

/** Filters that change headers. */
export type HeaderFilter = RequestHeaderFilter | ResponseHeaderFilter;

/** Sends copies of requests elsewhere, and throws the answers away. */
export interface MirrorFilter {
  readonly type: 'RequestMirror';
  readonly requestMirror: {
    /** Where the copies go. */
    readonly backendRef: Backend;
  } & AtMostOneOf<{
    /** The share of requests that are copied, in whole percent. @default 100 */
    percent: number;
    /** The share of requests that are copied, as a fraction. */
    fraction: {
      readonly numerator: number;
      /** @default 100 */
      readonly denominator?: number;
    };
  }>;
}

/** A new path. */
export type PathModifier =
  | {
      readonly type: 'ReplaceFullPath';
      /** The new path as a whole; the query stays. */
      readonly replaceFullPath: string;
      readonly replacePrefixMatch?: undefined;
    }
  | {
      readonly type: 'ReplacePrefixMatch';
      /** What stands in place of the prefix that the rule matches, by whole segments. */
      readonly replacePrefixMatch: string;
      readonly replaceFullPath?: undefined;
    };

/** Changes the host or the path of requests before they go on. */
export interface RewriteFilter {
  readonly type: 'URLRewrite';
  readonly urlRewrite: {
    /** The new host. @default as it came */
    readonly hostname?: string;
    /** @default as it came */
    readonly path?: PathModifier;
  };
}

/** Sends the client elsewhere. */
export interface RedirectFilter {
  readonly type: 'RequestRedirect';
  readonly requestRedirect: {
    /** @default that of the request */
    readonly scheme?: 'http' | 'https';
    /** @default that of the request */
    readonly hostname?: string;
    /** @default that of the request */
    readonly path?: PathModifier;
    /** @default that of the scheme where one is given, else that of the listener */
    readonly port?: number;
    /** Status of the answer. @default 302 */
    readonly statusCode?: 301 | 302 | 303 | 307 | 308;
  };
}

/** The methods that pages of other origins can be allowed. */
export type CorsFilterMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH' | '*';

/** Says which pages of other origins may call from a browser. */
export interface CorsFilter {
  readonly type: 'CORS';
  readonly cors: {
    /** Origins with their scheme, `https://*.example.com` for example, or `*` alone. @default none */
    readonly allowOrigins?: readonly string[];
    /** Whether cookies and credentials may be sent. @default false */
    readonly allowCredentials?: boolean;
    /** @default none beyond the simple ones */
    readonly allowMethods?: readonly CorsFilterMethod[];
    /** Request headers that may be sent, or `*` alone. @default none beyond the simple ones */
    readonly allowHeaders?: readonly string[];
    /** Response headers that the page may read. @default none beyond the simple ones */
    readonly exposeHeaders?: readonly string[];
    /** How long a browser may keep the answer, in seconds. @default 5 */
    readonly maxAge?: number;
  };
}

/** What may be done to requests that go on. */
export type ForwardingFilter = HeaderFilter | MirrorFilter | RewriteFilter | CorsFilter;

/** What may be done beside a redirect. */
export type BesideRedirect = HeaderFilter | CorsFilter;

/** Filters of a rule that redirects: the redirect first or last. */
export type RedirectingFilters =
  | readonly [RedirectFilter, ...BesideRedirect[]]
  | readonly [...NonEmpty<BesideRedirect>, RedirectFilter];

/** How a header or query parameter is compared. */
export type ValueMatch = {
  /** Name of the header, without regard to case, or of the query parameter. */
  readonly name: string;
  /** `Exact` for the whole value, or an RE2 expression for it. @default Exact */
  readonly type?: 'Exact' | 'RegularExpression';
  /** What is compared, at least one character. */
  readonly value: string;
};
