import type { VirtualHost } from './route';

/** Hosts that are remembered, since the same few are asked for again and again. */
const REMEMBERED = 10_000;

/** A host without its port, in small letters. */
function hostOf(authority: string): string {
  const colon = authority.startsWith('[') ? authority.indexOf(']:') + 1 : authority.lastIndexOf(':');
  return (colon > 0 ? authority.slice(0, colon) : authority).toLowerCase();
}

/** All the hosts that a proxy tells apart on one port. */
export class RouteTable {
  readonly #exact = new Map<string, VirtualHost>();
  readonly #suffixes = new Map<string, VirtualHost>();
  readonly #lengths: readonly number[];
  readonly #any: VirtualHost | undefined;
  readonly #found = new Map<string, VirtualHost | undefined>();
  #nack: readonly string[] | undefined | 'unknown' = 'unknown';

  /** @param why how a request comes here */
  constructor(
    readonly hosts: readonly VirtualHost[],
    readonly why: readonly string[],
  ) {
    let any: VirtualHost | undefined;
    for (const host of hosts) {
      for (const domain of host.domains) {
        if (domain === '*') any ??= host;
        else if (domain.startsWith('*')) this.#suffixes.set(domain.slice(1), host);
        else this.#exact.set(domain, host);
      }
    }
    this.#any = any;
    this.#lengths = [...new Set([...this.#suffixes.keys()].map(({ length }) => length))].sort((a, b) => b - a);
  }

  #domainFor(host: string): VirtualHost | undefined {
    const exact = this.#exact.get(host);
    if (exact !== undefined) return exact;
    for (const length of this.#lengths) {
      if (length >= host.length) continue;
      const wildcard = this.#suffixes.get(host.slice(host.length - length));
      if (wildcard !== undefined) return wildcard;
    }
    return this.#any;
  }

  /** The most specific of the hosts that are meant; undefined where none is. */
  find(authority: string): VirtualHost | undefined {
    const known = this.#found.get(authority);
    if (known !== undefined) return known;
    const host = this.#domainFor(hostOf(authority));
    if (this.#found.size >= REMEMBERED) this.#found.clear();
    this.#found.set(authority, host);
    return host;
  }

  /** Why Envoy refuses all of it; undefined where it takes it. */
  get nack(): readonly string[] | undefined {
    if (this.#nack === 'unknown') this.#nack = this.#findNack();
    return this.#nack;
  }

  #findNack(): readonly string[] | undefined {
    for (const host of this.hosts) {
      if (!host.isSuspect) continue;
      for (const { action, why } of host.routes()) if (action.kind === 'nack') return [...why, action.reason];
    }
    return undefined;
  }
}
