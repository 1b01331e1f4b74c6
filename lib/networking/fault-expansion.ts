import { isDeepStrictEqual } from 'node:util';
import type { NonEmpty } from '../core/one-of';
import type { Problem } from '../core/problem';
import type { HttpFault } from './http-fault';
import type { HttpMatch } from './http-match';
import { type HttpRoute, ignoredByFault } from './http-route';
import { INEXPRESSIBLE, intersect, NEVER } from './match-intersection';

/** A fault for some of the requests of a VirtualService, whatever route they take. */
export interface InjectedFault {
  /** Construct path of the FaultInjection, for messages. */
  readonly path: string;
  readonly fault: HttpFault;
  /** The requests that suffer it; one condition must hold. Undefined stands for all. */
  readonly match: NonEmpty<HttpMatch> | undefined;
}

interface Expansion {
  readonly routes: readonly HttpRoute[];
  readonly problems: readonly Problem[];
}

const isNonEmpty = <T>(list: readonly T[]): list is NonEmpty<T> => list.length > 0;

/** The conditions of requests that a rule takes and a fault is for. Undefined stands for every request. */
function affected(rule: HttpRoute, { match }: InjectedFault) {
  if (rule.match === undefined || match === undefined) return { matches: rule.match ?? match, inexpressible: false };
  const both = rule.match.flatMap((mine) => match.map((theirs) => intersect(mine, theirs)));
  return {
    matches: both.filter((outcome): outcome is HttpMatch => outcome !== NEVER && outcome !== INEXPRESSIBLE),
    inexpressible: both.includes(INEXPRESSIBLE),
  };
}

function conflicts(field: string, rule: HttpRoute, { fault, path }: InjectedFault): Problem[] {
  if (rule.fault !== undefined) {
    return [
      { field: `${field}.fault`, problem: `stands where ${path} injects one`, got: rule.fault, fix: 'keep one of the two' },
    ];
  }
  return ignoredByFault(field, { ...rule, fault } as HttpRoute);
}

/**
 * The rules with faults in them. Where requests go does not change: a rule that takes some of the affected requests is preceded by a
 * copy of it that takes those alone and injects the fault; a rule whose requests are all affected injects it itself. A request that
 * several faults are for suffers the first.
 */
export function injectFaults(rules: readonly HttpRoute[], faults: readonly InjectedFault[]): Expansion {
  if (faults.length === 0) return { routes: rules, problems: [] };
  const routes: HttpRoute[] = [];
  const problems: Problem[] = [];
  const reached = new Set<InjectedFault>();
  const taken: HttpMatch[] = [];
  const isTaken = (match: HttpMatch) => taken.some((other) => isDeepStrictEqual(other, match));

  for (const [i, rule] of rules.entries()) {
    let whole: InjectedFault | undefined;
    for (const injected of faults) {
      if (whole !== undefined || (rule.route === undefined && rule.delegate === undefined)) break;
      const { matches, inexpressible } = affected(rule, injected);
      if (inexpressible) {
        const fix = 'write the fault into a rule of its own, or match both by exact texts or prefixes';
        problems.push({ field: `http[${i}].match`, problem: `cannot be combined with the match of ${injected.path}`, fix });
      }
      const open = matches?.filter((match) => !isTaken(match));
      if (open?.length === 0) continue;
      reached.add(injected);
      problems.push(...conflicts(`http[${i}]`, rule, injected));
      if (open === undefined || isDeepStrictEqual(open, rule.match)) {
        whole = injected;
      } else if (isNonEmpty(open)) {
        taken.push(...open);
        routes.push({ ...rule, match: open, fault: injected.fault } as HttpRoute);
      }
    }
    routes.push(whole === undefined ? rule : ({ ...rule, fault: whole.fault } as HttpRoute));
    taken.push(...(rule.match ?? []));
  }
  for (const injected of faults.filter((fault) => !reached.has(fault))) {
    const fix = 'match requests that one of its rules sends on, and that no earlier fault takes';
    problems.push({ field: 'http', problem: `has no rule whose requests ${injected.path} is for`, fix });
  }
  return { routes, problems };
}
