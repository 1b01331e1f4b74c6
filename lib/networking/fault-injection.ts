import { Construct } from 'constructs';
import type { VirtualServiceSpecHttpFault, VirtualServiceSpecHttpMatch } from '../../imports/networking.istio.io';
import { faultNackProblems, faultProblems } from '../admission/http-fault';
import { httpMatchProblems } from '../admission/http-match';
import type { NonEmpty } from '../core/one-of';
import { refuse } from '../core/problem';
import { type PropNames, refuseProps } from '../core/prop-names';
import { toWire, type Wire } from '../core/wire';
import type { DelegateVirtualService } from './delegate-virtual-service';
import { faultFields, type HttpAbort, type HttpDelay, missingShareProblems } from './http-fault';
import type { HttpMatch } from './http-match';
import type { VirtualService } from './virtual-service';

/** The requests that suffer a fault; all conditions given must hold. */
export interface FaultMatch extends HttpMatch {
  /** Value of the `end-user` header, by which bookinfo names who is signed in. @default every user */
  readonly user?: string;
}

/** Props of a FaultInjection: a delay, an abort, or both. */
export interface FaultInjectionProps {
  /** Whose requests suffer. Where they go does not change. */
  readonly virtualService: VirtualService<string> | DelegateVirtualService<string>;
  /** Which of its requests; with several conditions, one of them must hold. @default all */
  readonly match?: FaultMatch | NonEmpty<FaultMatch>;
  /** @default no delay */
  readonly delay?: HttpDelay;
  /** @default no abort */
  readonly abort?: HttpAbort;
}

const isList = (match: FaultMatch | NonEmpty<FaultMatch>): match is NonEmpty<FaultMatch> => Array.isArray(match);

function toHttpMatch({ user, ...match }: FaultMatch): HttpMatch {
  return user === undefined ? match : { ...match, headers: { ...match.headers, 'end-user': { exact: user } } };
}

function toHttpMatches(match: FaultMatch | NonEmpty<FaultMatch> | undefined): NonEmpty<HttpMatch> | undefined {
  if (match === undefined) return undefined;
  if (!isList(match)) return [toHttpMatch(match)];
  const [first, ...others] = match;
  return [toHttpMatch(first), ...others.map(toHttpMatch)];
}

const NAMES: PropNames<FaultInjectionProps> = {
  virtualService: 'required',
  match: 'optional',
  delay: 'optional',
  abort: 'optional',
};

/**
 * Makes requests slow or fail on purpose, to see how their callers cope.
 *
 * It adds no VirtualService: the rule goes into the one it is given, directly before the rules whose requests it is for, so that every
 * request still goes where it went. Istio injects no fault where a rule has a timeout or retries of its own; such a pair is refused.
 */
export class FaultInjection extends Construct {
  /** @throws InvalidProps when there is neither delay nor abort, or one of their values is out of range */
  constructor(scope: Construct, id: string, props: FaultInjectionProps) {
    super(scope, id);
    refuseProps(this.node.path, NAMES, props);
    const { virtualService, match, delay, abort } = props;
    const matches = toHttpMatches(match);
    const { namespace, isAtGateways } = virtualService;
    const fault = toWire(faultFields({ delay, abort }), namespace) as Wire<VirtualServiceSpecHttpFault>;
    const conditions = toWire(matches ?? [], namespace) as readonly Wire<VirtualServiceSpecHttpMatch>[];
    refuse(this.node.path, [
      ...missingShareProblems('fault', { delay, abort }),
      ...faultProblems('fault', fault),
      ...faultNackProblems('fault', fault),
      ...conditions.flatMap((each, i) => httpMatchProblems(`match[${i}]`, each, isAtGateways)),
    ]);
    virtualService.addFault({ path: this.node.path, fault: { delay, abort }, match: matches });
  }
}
