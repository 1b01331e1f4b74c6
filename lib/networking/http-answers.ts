import type { REDIRECT_CODES } from '../admission/http-redirect';
import type { AtMostOneOf, OneOf } from '../core/one-of';

/** The statuses of redirects that Envoy knows; Istio accepts any 3xx, and Envoy then rejects the whole table of routes. */
export type RedirectCode = (typeof REDIRECT_CODES)[number];

/** Sends the client elsewhere. At least one of the places is given. */
export type HttpRedirect = {
  /** The new host. @default as it came */
  readonly authority?: string;
  /** @default as it came */
  readonly scheme?: 'http' | 'https';
  /** Status of the answer. @default 301 */
  readonly redirectCode?: RedirectCode;
} & AtMostOneOf<{
  /** The new path, in place of the old one. */
  uri: string;
  /** The new beginning of the path, in place of the prefix that the match names. */
  prefixRewrite: string;
}> &
  AtMostOneOf<{
    /** The new port. */
    port: number;
    /** The port that belongs to the scheme, or the one that the request came on. */
    derivePort: 'FROM_PROTOCOL_DEFAULT' | 'FROM_REQUEST_PORT';
  }>;

/** Answers in place of a service. */
export interface HttpDirectResponse {
  /** HTTP status, 200 to 599. */
  readonly status: number;
  /** Body of the answer, at most 1 MiB. @default empty */
  readonly body?: OneOf<{
    /** As text. */
    string: string;
    /** In base64. */
    bytes: string;
  }>;
}
