import { hostsMeet, isSubsetOf } from './hosts';

/** Hosts of one namespace that a Sidecar names. */
class HostsOfNamespace {
  readonly exact = new Set<string>();
  readonly wildcards: string[] = [];
  readonly excluded: string[] = [];

  excludes(host: string): boolean {
    return this.excluded.some((one) => isSubsetOf(host, one));
  }

  covers(host: string): boolean {
    return this.exact.has(host) || this.wildcards.some((one) => isSubsetOf(host, one));
  }

  meets(host: string): boolean {
    if (this.exact.has(host) || this.wildcards.some((one) => hostsMeet(host, one))) return true;
    return host.startsWith('*') && [...this.exact].some((one) => hostsMeet(host, one));
  }
}

/** What one listener of a Sidecar lets its pods see: hosts as `<namespace>/<host>`, left out again as `~<namespace>/<host>`. */
export class ImportedHosts {
  readonly #byNamespace = new Map<string, HostsOfNamespace>();

  /** @param namespace of the pods */
  constructor(hosts: readonly string[], namespace: string) {
    for (const text of hosts) {
      const [where = '', host, ...more] = text.split('/');
      if (host === undefined || more.length > 0) continue;
      const isExcluded = where.startsWith('~') && where !== '~';
      const home = where === '~' ? '*' : isExcluded ? where.slice(1) : where;
      const listed = this.#of(home === '.' ? namespace : home);
      if (where.startsWith('~')) listed.excluded.push(host);
      else if (host.startsWith('*')) listed.wildcards.push(host);
      else listed.exact.add(host);
    }
  }

  #of(namespace: string): HostsOfNamespace {
    const known = this.#byNamespace.get(namespace) ?? new HostsOfNamespace();
    this.#byNamespace.set(namespace, known);
    return known;
  }

  #for(namespace: string): readonly HostsOfNamespace[] {
    return [this.#byNamespace.get(namespace), this.#byNamespace.get('*')].filter((hosts) => hosts !== undefined);
  }

  /** The part of the list that lets a service of a namespace in; undefined where none does. */
  importing(host: string, namespace: string): { covers(host: string): boolean } | undefined {
    const lists = this.#for(namespace);
    if (lists.some((hosts) => hosts.excludes(host))) return undefined;
    return lists.find((hosts) => hosts.covers(host));
  }

  /**
   * Whether one of the hosts of a VirtualService of a namespace lets it in.
   * @param isStrict whether its host has to be one of the list, where else it is enough that there is a host that both stand for
   */
  importsAny(hosts: readonly string[], namespace: string, isStrict: boolean): boolean {
    const lists = this.#for(namespace);
    return hosts.some(
      (host) => !lists.some((one) => one.excludes(host)) && lists.some((one) => (isStrict ? one.covers(host) : one.meets(host))),
    );
  }
}
