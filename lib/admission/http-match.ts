import type { VirtualServiceSpecHttpMatch } from '../../imports/networking.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { comparedHeaderProblems, isClaim } from './header-names';
import { dnsLabelProblems } from './hosts';
import { matchSourceProblems } from './match-source';
import { pathMatchProblems, stringMatchProblems } from './string-match';

type Match = Wire<VirtualServiceSpecHttpMatch>;

const TEXT_FIELDS = ['scheme', 'method', 'authority'] as const;
const HEADER_FIELDS = ['headers', 'withoutHeaders'] as const;

/** Istio does not take it for an expression, but for every value. */
const isEveryValue = (name: string, regex: string | undefined) => name === 'withoutHeaders' && regex === '*';

function headerProblems(field: string, header: string, atGateways: boolean): Problem[] {
  if (atGateways || !isClaim(header)) return comparedHeaderProblems(field, header);
  const fix = 'give the VirtualService gateways, without mesh';
  return [{ field, problem: 'has a claim of a token, which gateways alone compare', got: header, fix }];
}

/**
 * What Istio refuses in a condition on requests.
 * @param atGateways whether the rule is for gateways alone, and in no sidecar
 */
export function httpMatchProblems(field: string, match: Match, atGateways: boolean): Problem[] {
  const { sourceNamespace = '' } = match;
  return [
    ...matchSourceProblems(field, match),
    ...(sourceNamespace === '' ? [] : dnsLabelProblems(`${field}.sourceNamespace`, sourceNamespace)),
    ...pathMatchProblems(`${field}.uri`, match.uri),
    ...TEXT_FIELDS.flatMap((name) => stringMatchProblems(`${field}.${name}`, match[name])),
    ...HEADER_FIELDS.flatMap((name) =>
      Object.entries(match[name] ?? {}).flatMap(([header, value]) => [
        ...headerProblems(`${field}.${name}`, header, atGateways),
        ...(isEveryValue(name, value.regex) ? [] : stringMatchProblems(`${field}.${name}.${header}`, value)),
      ]),
    ),
    ...Object.entries(match.queryParams ?? {}).flatMap(([key, value]) =>
      stringMatchProblems(`${field}.queryParams.${key}`, value),
    ),
  ];
}
