import { isDeepStrictEqual } from 'node:util';
import { isWildcard } from '../model/hosts';
import type { Outcome, OutcomeDestination, OutcomeMirror } from '../simulation';
import type { OutcomeTls } from '../simulation/outcome';
import { type Answer, type Asked, type Aspect, aspectOf, listed, percent, time } from './aspect';
import { faultAspects } from './fault-aspects';
import type { ShortNames } from './names';
import { received } from './received-aspects';
import { ANY_PATH } from './request-space';

const abortOf = ({ status, faults }: Outcome) => {
  const grpc = faults.find((fault) => fault.type === 'abort' && 'grpcStatus' in fault);
  return grpc !== undefined && 'grpcStatus' in grpc ? `gRPC status ${grpc.grpcStatus}` : `${status}`;
};

/** A location with the path of the request in it by name, and its host where that is any, so that it is the same for all requests. */
function relativeLocation(absolute: string, { host, request }: Asked): string {
  const { path = '/' } = request;
  const location = isWildcard(host) ? absolute.replace(`://${request.host}`, '://<host>') : absolute;
  if (path === '/') return location.replace(/^(\w+:\/\/[^/]+)\/$/, '$1<path>');
  if (location.endsWith(path)) return `${location.slice(0, -path.length)}<path>`;
  const rest = path.slice(path.lastIndexOf(ANY_PATH));
  return path.includes(ANY_PATH) && location.endsWith(rest) ? `${location.slice(0, -rest.length)}/<rest of the path>` : location;
}

/** What of an outcome requests notice: no policy that lets them in, and nothing of the way of those that are denied. */
function noticed({ why: _, ambiguous: __, authorization, ...rest }: Outcome) {
  const { outcome, status, body } = rest;
  if (outcome === 'denied') return { outcome, status, body };
  const endpoints = rest.endpoints.map((one) => ({ ...one, priority: one.priority ?? 0 }));
  return { ...rest, endpoints, askedOf: authorization?.providers ?? [] };
}

const differs = (before: Outcome, after: Outcome) => !isDeepStrictEqual(noticed(before), noticed(after));

const describeRest = (outcome: Outcome) => JSON.stringify(noticed(outcome));

const SPOKEN: Readonly<Record<OutcomeTls, string>> = {
  mutual: 'mutual TLS',
  tls: 'TLS of the DestinationRule',
  plain: 'plain text',
  mixed: 'mutual TLS to some pods and plain text to others',
};

const FAILURES: Readonly<Record<string, string>> = {
  noEndpoints: 'no pods',
  noCluster: 'unknown to the proxy',
  denied: 'denied',
  closed: 'cut off',
};

/** What is retried where a rule does not say it. */
const RETRIED_BY_DEFAULT = 'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes';

/** Says what differs between two outcomes of one request. */
export class Comparison {
  constructor(private readonly names: ShortNames) {}

  /** What differs in meaning; nothing where the request fares the same. */
  aspects(before: Answer, after: Answer, asked: Asked): readonly Aspect[] {
    const main = this.#between(before, after, asked);
    const [was, is] = [before?.ambiguous, after?.ambiguous];
    if (isDeepStrictEqual(this.#alternative(was, asked), this.#alternative(is, asked))) return main;
    return [...main, this.#order(was, is, asked)];
  }

  #alternative(outcome: Answer, asked: Asked): readonly Aspect[] | undefined {
    return outcome === undefined ? undefined : this.#between(undefined, outcome, asked);
  }

  #order(was: Answer, is: Answer, asked: Asked): Aspect {
    const said = (outcome: Answer) => (outcome === undefined ? null : this.#fate(outcome, asked).done);
    const text =
      is === undefined
        ? 'no longer depend on which object is older'
        : `depend on which object is older: where it is the other way round, they ${said(is)}`;
    return { aspect: 'order', before: said(was), after: said(is), text };
  }

  #between(before: Answer, after: Answer, asked: Asked): readonly Aspect[] {
    const fate = this.#fates(before, after, asked);
    const faults = faultAspects(before?.faults ?? [], after?.faults ?? []);
    if (before === undefined || after === undefined || before.outcome !== after.outcome) return [...fate, ...faults];
    if (after.outcome === 'denied') return fate;
    const more = [
      ...faults,
      ...this.#timeAndRetries(before, after),
      ...this.#mirrors(before, after, asked),
      ...received(before, after, asked),
      ...this.#answered(before, after),
      ...this.#underWay(before, after),
    ];
    const all = [...fate, ...more];
    if (all.length > 0 || !differs(before, after)) return all;
    return [{ aspect: 'fate', before: describeRest(before), after: describeRest(after), text: 'are handled otherwise' }];
  }

  #destination({ service, subset, port, fails }: Omit<OutcomeDestination, 'weight' | 'namespace'>, asked: Asked): string {
    const isOwn = service === asked.host;
    const name = isOwn ? subset || this.#whole(service) : `${this.names.host(service)}${subset === '' ? '' : ` ${subset}`}`;
    const isPlain = isOwn ? port === asked.port : !this.names.hasSeveralPorts(service);
    const onPort = isPlain ? '' : ` port ${port}`;
    const failing = fails === undefined ? '' : ` (${FAILURES[fails] ?? fails})`;
    return `${name}${onPort}${failing}`;
  }

  #whole(host: string): string {
    return this.names.isOfCluster(host) ? 'all its pods' : 'the host itself';
  }

  #destinations(all: readonly OutcomeDestination[], asked: Asked): string {
    const [only, ...others] = all;
    if (only !== undefined && others.length === 0) return this.#destination(only, asked);
    return listed(all.map((one) => `${percent(one.weight)} ${this.#destination(one, asked)}`));
  }

  /** What becomes of requests, to be said of them now (`go to v1`), and of what no longer is (`going to v1`). */
  #fate(answer: Answer, asked: Asked): { done: string; doing: string } {
    const be = (rest: string) => ({ done: `are ${rest}`, doing: `being ${rest}` });
    const get = (rest: string) => ({ done: `get ${rest}`, doing: `getting ${rest}` });
    const failing = (why: string) => (answer?.status === undefined ? be(`cut off (${why})`) : get(`${answer.status} (${why})`));
    if (answer === undefined) return { done: 'find no such host', doing: 'finding no such host' };
    const to = listed(
      answer.destinations.map(({ service, subset }) => `${this.names.host(service)}${subset === '' ? '' : ` ${subset}`}`),
    );
    switch (answer.outcome) {
      case 'route': {
        const all = this.#destinations(answer.destinations, asked);
        return { done: `go to ${all}`, doing: `going to ${all}` };
      }
      case 'redirect':
        return be(`redirected with ${answer.status} to ${relativeLocation(answer.redirect?.location ?? '', asked)}`);
      case 'direct':
        return be(`answered by the proxy with ${answer.status}${answer.body ? ` "${answer.body}"` : ''}`);
      case 'abort':
        return { done: `fail with ${abortOf(answer)}`, doing: `failing with ${abortOf(answer)}` };
      case 'preflight':
        return be('answered by the proxy as preflights');
      case 'notFound':
        return get('404 (no route matches)');
      case 'noCluster':
        return failing(`the proxy does not know ${to}`);
      case 'noEndpoints':
        return failing(`there are no pods for ${to}`);
      case 'passthrough':
        return { done: 'pass the mesh unchanged', doing: 'passing the mesh unchanged' };
      case 'blackhole':
        return be('refused by the proxy (not among the hosts that it may call)');
      case 'closed':
        return be('cut off');
      case 'refused':
        return { done: 'find nobody who listens', doing: 'finding nobody who listens' };
      case 'denied':
        return be('denied');
      default:
        return { done: 'meet a configuration that Envoy refuses', doing: 'meeting a configuration that Envoy refuses' };
    }
  }

  #fates(before: Answer, after: Answer, asked: Asked): Aspect[] {
    const [was, is] = [this.#fate(before, asked), this.#fate(after, asked)];
    if (was.done === is.done) return this.#denials(before, after);
    const shown = { aspect: 'fate', before: was.done, after: is.done } as const;
    if (before === undefined) return [{ ...shown, text: `${is.done} (the host is new)` }];
    if (after === undefined) return [{ ...shown, text: `find no such host any more instead of ${was.doing}` }];
    const isRoute = before?.outcome === 'route' && after?.outcome === 'route';
    const instead = isRoute ? was.done.slice('go to '.length) : was.doing;
    return [{ ...shown, text: `${is.done} instead of ${instead}` }];
  }

  /** A missing token is denied with another status than what a policy keeps out. */
  #denials(before: Answer, after: Answer): Aspect[] {
    const status = (answer: Answer) => (answer?.outcome === 'denied' ? `with ${answer.status ?? 'a cut connection'}` : null);
    return aspectOf('fate', status(before), status(after), 'are denied', 'are no longer denied');
  }

  #timeAndRetries(before: Outcome, after: Outcome): Aspect[] {
    const timeout = ({ timeoutMs }: Outcome) => (timeoutMs === undefined ? null : `after ${time(timeoutMs)}`);
    const retries = ({ retries: one }: Outcome) =>
      one === undefined || one.attempts === 0
        ? null
        : `${one.attempts} ${one.attempts === 1 ? 'time' : 'times'}${one.retryOn === RETRIED_BY_DEFAULT ? '' : ` on ${one.retryOn}`}`;
    return [
      ...aspectOf('timeout', timeout(before), timeout(after), 'time out', 'no longer time out'),
      ...aspectOf('retries', retries(before), retries(after), 'are retried', 'are no longer retried'),
    ];
  }

  #mirrors(before: Outcome, after: Outcome, asked: Asked): Aspect[] {
    const one = (mirror: OutcomeMirror) =>
      `${mirror.percentage === 100 ? '' : `${percent(mirror.percentage)} `}to ${this.#destination(mirror, asked)}`;
    const all = ({ mirrors }: Outcome) => (mirrors.length === 0 ? null : listed(mirrors.map(one)));
    return aspectOf('mirrors', all(before), all(after), 'are mirrored', 'are no longer mirrored');
  }

  /** How they travel, and who outside is asked about them. */
  #underWay(before: Outcome, after: Outcome): Aspect[] {
    const spoken = ({ mtls }: Outcome) => (mtls === undefined ? null : SPOKEN[mtls]);
    const [was, is] = [spoken(before), spoken(after)];
    const asked = ({ authorization }: Outcome) => (authorization?.providers.length ? listed(authorization.providers) : null);
    return [
      ...(was === null || is === null ? [] : aspectOf('mutual TLS', was, is, 'travel in', 'no longer travel in')),
      ...aspectOf('authorization', asked(before), asked(after), 'are first put to', 'are no longer first put to'),
    ];
  }

  #answered(before: Outcome, after: Outcome): Aspect[] {
    const keyOf = ({ service, subset, port }: OutcomeDestination) => `${service} ${subset} ${port}`;
    const kept = before.destinations.filter((one) => after.destinations.some((other) => keyOf(other) === keyOf(one)));
    const isSame = kept.length === before.destinations.length && kept.length === after.destinations.length;
    const places = new Set(kept.map(({ service, subset }) => `${service} ${subset}`));
    const ports = ({ endpoints }: Outcome) => new Set(endpoints.map(({ port }) => port));
    const isPortSame = isDeepStrictEqual(ports(before), ports(after));
    const of = ({ endpoints }: Outcome) => {
      const found = endpoints.filter(({ service, subset }) => isSame || places.has(`${service} ${subset}`));
      return found.length === 0 ? null : listed(found.map((one) => this.#endpoint(one, isPortSame)));
    };
    return aspectOf('endpoints', of(before), of(after), 'are answered by', 'are no longer answered by');
  }

  #endpoint(
    { workload, namespace, address, port, locality, priority, weight, fails }: Outcome['endpoints'][number],
    isPortSame: boolean,
  ): string {
    const name = workload === '' ? (address ?? 'an address outside') : this.names.placed(workload, namespace);
    const details = [
      ...(isPortSame ? [] : [`port ${port ?? 'unknown'}`]),
      ...(locality === undefined ? [] : [locality]),
      ...(priority === undefined || priority === 0 ? [] : [`after ${priority} others`]),
      ...(weight === undefined ? [] : [percent(weight)]),
      ...(fails === undefined ? [] : [FAILURES[fails] ?? fails]),
    ];
    return details.length === 0 ? name : `${name} (${listed(details)})`;
  }
}
