import { portProblems } from '../core/format';
import type { Problem } from '../core/problem';
import type { GatewayReference } from './gateway-reference';
import { type PresenceOrMatch, regexProblems, type StringMatch, stringMatchProblems } from './string-match';

/** Conditions on a request; all of those given must hold. A rule with several of them takes a request when any one holds. */
export interface HttpMatch {
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
  /** Headers by name, in small letters. @default every request */
  readonly headers?: Readonly<Record<string, PresenceOrMatch>>;
  /** Headers that must not match, by name. @default none */
  readonly withoutHeaders?: Readonly<Record<string, PresenceOrMatch>>;
  /** Query parameters by name. @default every query */
  readonly queryParams?: Readonly<Record<string, PresenceOrMatch>>;
  /** Port on which the client called the host. @default every port */
  readonly port?: number;
  /** Labels of the calling workload; for sidecars alone. @default every workload */
  readonly sourceLabels?: Readonly<Record<string, string>>;
  /** Namespace of the calling workload; for sidecars alone. @default every namespace */
  readonly sourceNamespace?: string;
  /** Gateways, of those of the VirtualService, for which this condition is. @default all of them */
  readonly gateways?: readonly GatewayReference[];
  /** Beginning of the names of this condition's statistics. @default none */
  readonly statPrefix?: string;
}

const TEXT_FIELDS = ['scheme', 'method', 'authority'] as const;
const MAP_FIELDS = ['headers', 'withoutHeaders', 'queryParams'] as const;

/** Problems of a condition. */
export function httpMatchProblems(field: string, match: HttpMatch): Problem[] {
  return [
    ...portProblems(`${field}.port`, match.port),
    ...regexProblems(`${field}.uri`, match.uri),
    ...TEXT_FIELDS.flatMap((name) => stringMatchProblems(`${field}.${name}`, match[name])),
    ...MAP_FIELDS.flatMap((name) =>
      Object.entries(match[name] ?? {}).flatMap(([key, value]) => stringMatchProblems(`${field}.${name}.${key}`, value)),
    ),
  ];
}
