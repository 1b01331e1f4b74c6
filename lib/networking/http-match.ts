import type { MatchSource } from './match-source';
import type { PresenceOrMatch, StringMatch } from './string-match';

/** Conditions on a request; all of those given must hold. A rule with several of them takes a request when any one holds. */
export interface HttpMatch extends MatchSource {
  /** Name of the condition, for logs alone. @default none */
  readonly name?: string;
  /** Path and query of the request. @default every path */
  readonly uri?: StringMatch;
  /** Compare `uri` without regard to case; not for `regex`. @default false */
  readonly ignoreUriCase?: boolean;
  /** `http` or `https`. @default both */
  readonly scheme?: StringMatch;
  /** HTTP method, in capitals. @default every method */
  readonly method?: StringMatch;
  /** Host and port as the client wrote them. @default every authority */
  readonly authority?: StringMatch;
  /**
   * Headers by name, in small letters. At gateways also claims of the client's token: `@request.auth.claims.group`.
   * @default every request
   */
  readonly headers?: Readonly<Record<string, PresenceOrMatch>>;
  /** Headers that must not match, by name. @default none */
  readonly withoutHeaders?: Readonly<Record<string, PresenceOrMatch>>;
  /** Query parameters by name. @default every query */
  readonly queryParams?: Readonly<Record<string, PresenceOrMatch>>;
  /** Beginning of the names of this condition's statistics. @default none */
  readonly statPrefix?: string;
}
