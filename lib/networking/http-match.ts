import { comparedHeaderProblems, isClaim } from '../admission/header-names';
import { dnsLabelProblems } from '../admission/hosts';
import type { Problem } from '../core/problem';
import { type MatchSource, matchSourceProblems } from './match-source';
import { type PresenceOrMatch, pathMatchProblems, type StringMatch, stringMatchProblems } from './string-match';

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

const TEXT_FIELDS = ['scheme', 'method', 'authority'] as const;
const HEADER_FIELDS = ['headers', 'withoutHeaders'] as const;

/** Istio does not take it for an expression, but for every value. */
const isEveryValue = (name: string, { regex }: PresenceOrMatch) => name === 'withoutHeaders' && regex === '*';

function headerProblems(field: string, header: string, atGateways: boolean): Problem[] {
  if (atGateways || !isClaim(header)) return comparedHeaderProblems(field, header);
  const fix = 'give the VirtualService gateways, without mesh';
  return [{ field, problem: 'has a claim of a token, which gateways alone compare', got: header, fix }];
}

/**
 * Problems of a condition.
 * @param atGateways whether the rule is for gateways alone, and in no sidecar
 */
export function httpMatchProblems(field: string, match: HttpMatch, atGateways: boolean): Problem[] {
  const { sourceNamespace = '' } = match;
  return [
    ...matchSourceProblems(field, match),
    ...(sourceNamespace === '' ? [] : dnsLabelProblems(`${field}.sourceNamespace`, sourceNamespace)),
    ...pathMatchProblems(`${field}.uri`, match.uri),
    ...TEXT_FIELDS.flatMap((name) => stringMatchProblems(`${field}.${name}`, match[name])),
    ...HEADER_FIELDS.flatMap((name) =>
      Object.entries(match[name] ?? {}).flatMap(([header, value]) => [
        ...headerProblems(`${field}.${name}`, header, atGateways),
        ...(isEveryValue(name, value) ? [] : stringMatchProblems(`${field}.${name}.${header}`, value)),
      ]),
    ),
    ...Object.entries(match.queryParams ?? {}).flatMap(([key, value]) =>
      stringMatchProblems(`${field}.queryParams.${key}`, value),
    ),
  ];
}
