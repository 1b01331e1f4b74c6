import { isIpAddress } from '../admission/addresses';
import type { SeenService } from '../model/seen-services';

/** Other ways to write the name of a host, as the resolver of a pod in a namespace would find it. */
export function shorterNames(host: string, namespace: string, domain: string): readonly string[] {
  const absolute = isIpAddress(host) ? [] : [`${host}.`];
  const end = host.indexOf('.svc.');
  const dot = host.indexOf('.');
  if (!host.endsWith(`.svc.${domain}`) || end <= 0 || dot + 1 > end) return absolute;
  const placed = host.slice(0, end);
  const own = host.slice(dot + 1, end) === namespace ? [host.slice(0, dot)] : [];
  return [...absolute, ...own, placed, `${placed}.svc`];
}

/** Names under which requests for a service come, and which of them are short forms. */
export interface HostNames {
  readonly all: readonly string[];
  readonly short: ReadonlySet<string>;
}

/** @param namespace of the client */
export function namesOf(service: SeenService, namespace: string, domain: string): HostNames {
  const short = new Set<string>();
  const names = [service.host, ...service.aliases].flatMap((host) => {
    const others = shorterNames(host, namespace, domain);
    for (const other of others) short.add(other);
    return [host, ...others];
  });
  const ofPods = service.isHeadless ? names.map((name) => `*.${name}`) : [];
  const address = service.isKubernetes ? service.addresses : service.addresses.slice(-1);
  return { all: [...names, ...ofPods, ...address], short };
}

/** Gives out each name once, to the first that asks; a short form never takes the name that a service has in full. */
export class NameRegister {
  readonly #taken = new Set<string>();

  /** @param full names that services have in full */
  constructor(private readonly full: ReadonlySet<string>) {}

  take({ all, short }: HostNames): readonly string[] {
    const given: string[] = [];
    for (const name of all) {
      const lower = name.toLowerCase();
      if (this.#taken.has(lower) || (short.has(name) && this.full.has(name))) continue;
      this.#taken.add(lower);
      given.push(lower);
    }
    return given;
  }
}
