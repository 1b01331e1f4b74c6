import { append, grouped } from '../core/grouped';
import type { Mesh } from '../model';
import { wholeMesh } from '../model/gateway-api/whole-mesh';
import { mostSpecific } from '../model/hosts';
import { type Outcome, type Request, Simulator } from '../simulation';
import { Affected } from './affected';
import { classOf, requestOf, spaceFor } from './asked-classes';
import type { Aspect } from './aspect';
import { type Called, calledAtGateways, calledByPods } from './called';
import { identityKeyFor } from './caller-policies';
import { type CallerGroup, gatewayGroups, podGroups, workloadsByName } from './callers';
import { Comparison } from './consequence';
import { describeClasses } from './describe-requests';
import { ShortNames } from './names';
import type { ObjectChange } from './object-changes';
import { ofOnePath } from './path-aspect';
import { podsBehind } from './policy-conditions';
import type { RequestClass, RequestSpace } from './request-space';
import { Sentences } from './sentence';
import type { TrafficChange } from './traffic-change';

/** What was found for one group of callers and one host. */
interface Found {
  readonly group: CallerGroup;
  readonly called: Called;
  readonly when: string;
  readonly aspects: readonly Aspect[];
  /** Whether all of the requests have one path, and not only one that stands for others. */
  readonly isOnePath: boolean;
  readonly witnesses: readonly Request[];
  readonly covers: (request: Request) => boolean;
}

/** What differs in the answers to requests. */
export interface TrafficComparison {
  readonly changes: readonly TrafficChange[];
  /** Number of requests that both sides were asked for. */
  readonly asked: number;
  /** Hosts of which rules tell more classes of requests apart than are asked for. */
  readonly incomplete: readonly string[];
}

/** An outcome, or that nobody has the host. */
function ask(simulator: Simulator, request: Request): Outcome | undefined {
  try {
    return simulator.ask(request);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('request: host is no service')) return undefined;
    throw error;
  }
}

/** Says what differs for one request. */
export class RequestComparison {
  readonly #before: Simulator;
  readonly #after: Simulator;
  readonly #comparison: Comparison;
  asked = 0;

  constructor(before: Mesh, after: Mesh, names: ShortNames = new ShortNames(before, after)) {
    this.#before = new Simulator(before);
    this.#after = new Simulator(after);
    this.#comparison = new Comparison(names);
  }

  /** @param host full name of what is called */
  aspects(request: Request, host: string, port: number): readonly Aspect[] {
    this.asked++;
    return this.#comparison.aspects(ask(this.#before, request), ask(this.#after, request), { request, host, port });
  }
}

/** Whether a request is one for a host, which of all hosts is the most specific one for it, and of one of the classes. */
function coverOf(
  { host, port, scheme }: Called,
  hosts: ReadonlySet<string>,
  space: RequestSpace,
  classes: readonly RequestClass[],
) {
  const known = new Set(classes.map(String));
  return (request: Request): boolean => {
    if (request.port !== port || (request.scheme ?? 'http') !== scheme) return false;
    return mostSpecific(request.host.toLowerCase(), hosts) === host && known.has(String(classOf(request, space)));
  };
}

/** The same text for aspects that are the same, whatever the request. */
export const aspectsKey = (aspects: readonly Aspect[]) => JSON.stringify(aspects);

const isDenied = ([first, ...others]: readonly Aspect[]) => others.length === 0 && first?.after === 'are denied';

/** What is the same for all; of requests that are denied, whatever became of them before. */
function together(all: readonly (readonly Aspect[])[]): readonly Aspect[] {
  const [first = []] = all;
  if (!isDenied(first)) return first;
  const [was, texts] = [(one: Aspect) => one.before, (one: Aspect) => one.text.replace('are denied instead of ', '')].map(
    (part) => [...new Set(all.flat().map(part))],
  ) as [(string | null)[], string[]];
  return [{ aspect: 'fate', before: was.join(' or '), after: 'are denied', text: `are denied instead of ${texts.join(' or ')}` }];
}

/** Whether some callers are all that rules are for; those without a proxy are among them or not. */
function areAll(some: readonly CallerGroup[], groups: readonly CallerGroup[]): boolean {
  const inMesh = (all: readonly CallerGroup[]) => all.filter(({ isOutside }) => !isOutside).length;
  return some.length === groups.length || (inMesh(groups) > 0 && inMesh(some) === inMesh(groups));
}

class TrafficChanges {
  readonly #names: ShortNames;
  readonly #requests: RequestComparison;
  readonly #affected: Affected;
  readonly #incomplete = new Set<string>();

  constructor(
    private readonly before: Mesh,
    private readonly after: Mesh,
    objects: readonly ObjectChange[],
  ) {
    this.#names = new ShortNames(before, after);
    this.#requests = new RequestComparison(before, after, this.#names);
    this.#affected = new Affected(before, after, objects);
  }

  #ofHost(group: CallerGroup, called: Called, hosts: ReadonlySet<string>, space: RequestSpace): Found[] {
    const found = new Map<string, { aspects: (readonly Aspect[])[]; classes: RequestClass[]; witnesses: Request[] }>();
    for (const one of space.classes) {
      const request = requestOf(group.sender, called, space, one);
      const aspects = this.#requests.aspects(request, called.host, called.port);
      if (aspects.length === 0) continue;
      const key = isDenied(aspects) ? 'denied' : aspectsKey(aspects);
      const known = found.get(key) ?? { aspects: [], classes: [], witnesses: [] };
      known.aspects.push(aspects);
      known.classes.push(one);
      known.witnesses.push(request);
      found.set(key, known);
    }
    if (!space.isComplete) this.#incomplete.add(called.host);
    return [...found.values()].map(({ aspects: all, classes, witnesses }) => ({
      ...{ group, called, aspects: together(all), witnesses },
      when: describeClasses(classes, space),
      isOnePath: space.isOnePath(classes),
      covers: coverOf(called, hosts, space, classes),
    }));
  }

  #ofGroups(groups: readonly CallerGroup[], callable: (group: CallerGroup) => readonly Called[], isAtGateway: boolean): Found[] {
    const spaces = new Map<string, RequestSpace>();
    const asked = new Map<string, readonly Found[]>();
    return groups.flatMap((group) => {
      const all = callable(group);
      const hosts = new Set(all.map(({ host }) => host));
      return all.flatMap((called) => {
        if (!group.changesProxy && !this.#affected.mayDiffer(called.host, called.port, group.namespace, isAtGateway)) return [];
        const key = `${called.scheme} ${called.host}:${called.port}`;
        const space = spaces.get(key) ?? spaceFor(this.before, this.after, called, isAtGateway ? group.callers[0] : undefined);
        spaces.set(key, space);
        const like = JSON.stringify([key, group.sidecars, isAtGateway ? [] : this.#identities(group, called.host)]);
        const known = asked.get(like);
        if (known !== undefined) return known.map((one) => ({ ...one, group, witnesses: [] }));
        const found = this.#ofHost(group, called, hosts, space);
        asked.set(like, found);
        return found;
      });
    });
  }

  /** What policies that have a say in requests for a host tell of the identity of callers. */
  #identities({ callers: [name = ''] }: CallerGroup, host: string): readonly string[] {
    return [this.before, this.after].map((mesh) => {
      const key = mesh.once(`identities told apart for ${host}`, () => identityKeyFor(mesh, podsBehind(mesh, host)));
      return key(workloadsByName(mesh).get(name)!);
    });
  }

  /** Puts what is the same together: first over callers, then over what is called. */
  #joined(
    found: readonly Found[],
    groups: readonly CallerGroup[],
    sentences: Sentences,
    isFromOutside: boolean,
  ): TrafficChange[] {
    const what = ({ when, aspects }: Found) => (when === '' && isDenied(aspects) ? [when, 'denied'] : [when, aspects]);
    const sameCalled = grouped(found, (one) => JSON.stringify([one.called.scheme, one.called.host, one.called.port, what(one)]));
    const sameCallers = grouped(sameCalled.values(), (ofCallers) => {
      return JSON.stringify([ofCallers.map(({ group }) => group.callers[0]), what(ofCallers[0]!)]);
    });
    return [...sameCallers.values()].map((all) => {
      const [
        [
          {
            when,
            witnesses: [example],
          },
        ],
      ] = all as unknown as [[Found]];
      const ofOne = all[0]!;
      const said = {
        callers: ofOne.flatMap(({ group }) => group.callers),
        isFromOutside,
        areAllCallers: areAll(
          ofOne.map(({ group }) => group),
          groups,
        ),
        called: all.map(([one]) => one!.called),
        when,
        aspects: together(all.flat().map(({ aspects }) => aspects)),
      };
      return {
        ...said,
        example: example!,
        covers: (request) => all.some(([one]) => one!.covers(request)),
        witnesses: all.flat().flatMap((one) => one.witnesses),
        sentence: sentences.sentence(ofOne[0]!.isOnePath ? { ...said, aspects: said.aspects.map(ofOnePath) } : said),
      };
    });
  }

  find(): TrafficComparison {
    const { before, after } = this;
    const pods = podGroups(before, after);
    const callable = calledByPods(before, after);
    const workloads = new Map<string, string[]>();
    for (const { callers, namespace } of pods) for (const caller of callers) append(workloads, namespace, caller);
    const ofPods = this.#joined(
      this.#ofGroups(pods, () => callable, false),
      pods,
      new Sentences(this.#names, callable, workloads),
      false,
    );
    const gateways = gatewayGroups(before, after);
    const ofGateways = gateways.flatMap((group) => {
      const atGateway = calledAtGateways(before, after, group.callers);
      const found = this.#ofGroups([group], () => atGateway, true);
      return this.#joined(found, [group], new Sentences(this.#names, atGateway, new Map()), true);
    });
    return { changes: [...ofPods, ...ofGateways], asked: this.#requests.asked, incomplete: [...this.#incomplete].sort() };
  }
}

/** What traffic does differently after a change of objects. */
export function trafficChanges(before: Mesh, after: Mesh, objects: readonly ObjectChange[]): TrafficComparison {
  return new TrafficChanges(wholeMesh(before), wholeMesh(after), objects).find();
}
