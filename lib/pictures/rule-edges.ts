import type { Service } from '../model';
import type { Destination, HttpRule, TcpRule, TlsRule, VirtualService } from '../model/virtual-service';
import { describeHttpMatch, describeLayer4Match } from './conditions';
import type { GraphBuilder, NewEdge } from './graph-builder';
import { keyOf } from './object-key';
import { answerOf, describeHeaders, effectsOf, NO_EFFECTS } from './rule-effects';
import type { Caller } from './secured';
import type { Targets } from './targets';

/** Requests to which the rules of a VirtualService are applied. */
export interface Ruled {
  /** Node that they come from. */
  readonly from: string;
  /** `mesh`, or the Gateway through which they come. */
  readonly gateway: string;
  readonly host: string | undefined;
  readonly namespace: string;
  /** Conditions that hold beside those of the rules. */
  readonly given: readonly string[];
  readonly caller: Caller;
  /** The service for which they are; undefined at a gateway. */
  readonly own: Service | undefined;
  serviceOf(host: string): Service | undefined;
}

interface Weighted {
  readonly destination: Destination;
  readonly weight?: number;
  readonly headers?: Parameters<typeof describeHeaders>[0];
}

/** Conditions of a rule that may hold for requests of a gateway; undefined where none can. */
function conditionsOf<Match extends { readonly gateways?: readonly string[] }>(
  { matches }: { readonly matches: readonly { readonly match: Match }[] },
  { gateway, given }: Ruled,
  describe: (match: Match) => string,
): readonly string[] | undefined {
  const possible = matches.filter(({ match: { gateways = [] } }) => gateways.length === 0 || gateways.includes(gateway));
  if (matches.length > 0 && possible.length === 0) return undefined;
  const texts = possible.map(({ match }) => [...given, describe(match)].filter((text) => text !== '').join(' and '));
  if (matches.length === 0) return given.length === 0 ? [] : [given.join(' and ')];
  return texts.includes('') ? [] : texts;
}

/** Adds the edges of rules. */
export class RuleEdges {
  constructor(
    private readonly graph: GraphBuilder,
    private readonly targets: Targets,
  ) {}

  /** @returns ids of the nodes to which requests are sent */
  add(virtualService: VirtualService, ruled: Ruled): ReadonlySet<string> {
    const reached = new Set<string>();
    for (const rule of virtualService.http) this.#addHttp(rule, ruled, reached);
    for (const rule of virtualService.tls) this.#addLayer4(rule, ruled, 'TLS', reached);
    for (const rule of virtualService.tcp) this.#addLayer4(rule, ruled, 'TCP', reached);
    return reached;
  }

  #addHttp(rule: HttpRule, ruled: Ruled, reached: Set<string>): void {
    const matches = conditionsOf(rule, ruled, describeHttpMatch);
    if (matches === undefined) return;
    const common = { ...this.#common(rule, ruled), matches, ...effectsOf(rule.spec) };
    const answer = answerOf(rule.spec);
    if (answer !== undefined) {
      const { from, namespace } = ruled;
      const to = this.graph.node({ id: `answer/${from}/${answer}`, kind: 'answer', name: answer, namespace });
      this.graph.edge({ ...common, kind: 'route', to });
      return;
    }
    this.#addDestinations(rule.spec.route ?? [], ruled, common, reached);
    const { mirror, mirrorPercentage, mirrorPercent, mirrors = [] } = rule.spec;
    const copies = [
      ...(mirror === undefined ? [] : [{ destination: mirror, weight: mirrorPercentage?.value ?? mirrorPercent ?? 100 }]),
      ...mirrors.map(({ destination, percentage }) => ({ destination, weight: percentage?.value ?? 100 })),
    ];
    for (const { destination, weight } of copies) {
      this.#toEach(destination, ruled, {
        ...common,
        ...NO_EFFECTS,
        timeout: undefined,
        retries: undefined,
        kind: 'mirror',
        weight,
      });
    }
  }

  #addLayer4(rule: TcpRule | TlsRule, ruled: Ruled, protocol: string, reached: Set<string>): void {
    const matches = conditionsOf<Parameters<typeof describeLayer4Match>[0] & { gateways?: readonly string[] }>(
      rule,
      ruled,
      (match) => [protocol, describeLayer4Match(match)].filter((text) => text !== '').join(' '),
    );
    if (matches === undefined) return;
    const common = { ...this.#common(rule, ruled), matches: matches.length === 0 ? [protocol] : matches, ...NO_EFFECTS };
    this.#addDestinations(rule.spec.route ?? [], ruled, common, reached);
  }

  #common({ places }: HttpRule | TcpRule | TlsRule, { from, host }: Ruled): Omit<NewEdge, 'kind' | 'to'> {
    const last = places.at(-1);
    return {
      from,
      ...(host === undefined ? {} : { host }),
      ...(last === undefined ? {} : { rule: { object: keyOf(last.object), field: `spec.${last.field}` } }),
      sources: places.map(({ object }) => object),
    };
  }

  #addDestinations(routes: readonly Weighted[], ruled: Ruled, common: Omit<NewEdge, 'kind' | 'to'>, reached: Set<string>): void {
    const sum = routes.reduce((all, { weight = 0 }) => all + weight, 0);
    for (const { destination, weight = 0, headers } of routes) {
      const share = routes.length === 1 || sum === 0 ? undefined : Math.round((weight / sum) * 10_000) / 100;
      const also = [...(common.also ?? []), ...describeHeaders(headers)];
      const edge = { ...common, also, kind: 'route' as const, ...(share === undefined ? {} : { weight: share }) };
      for (const id of this.#toEach(destination, ruled, edge)) if (share !== 0) reached.add(id);
    }
  }

  #toEach(destination: Destination, ruled: Ruled, edge: Omit<NewEdge, 'to'>): readonly string[] {
    const service = ruled.serviceOf(destination.host);
    const isOwn = ruled.own !== undefined && service?.host === ruled.own.host && service.namespace === ruled.own.namespace;
    const { subset, port } = destination;
    const found = this.targets.of(destination, service, ruled.caller, isOwn);
    for (const { id, tls, sources } of found) {
      this.graph.edge({
        ...edge,
        to: id,
        ...(found.length === 1 ? {} : { workloads: found.length }),
        ...(subset === undefined || subset === '' ? {} : { subset }),
        ...(port?.number === undefined ? {} : { port: port.number }),
        ...(tls === undefined ? {} : { tls }),
        sources: [...(edge.sources ?? []), ...sources],
      });
    }
    return found.map(({ id }) => id);
  }
}
