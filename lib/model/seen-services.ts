import { append } from '../core/grouped';
import type { Mesh } from './mesh';
import { compareText } from './mesh-object';
import type { Service } from './service';
import { isVisible } from './visibility';

/** A service as clients see it: with the names that others give it. */
export interface SeenService extends Service {
  /** Full names of Services that are other names of it. */
  readonly aliases: readonly string[];
}

interface Alias {
  readonly host: string;
  readonly namespace: string;
}

/** The host that a Service stands for which is another name; undefined where the names go in circles. */
function concreteHost(alias: Service, targets: ReadonlyMap<string, string>): string | undefined {
  const seen = new Set([alias.host]);
  let target = alias.externalName;
  while (target !== undefined) {
    const next = targets.get(target);
    if (next === undefined) return target;
    if (seen.has(target)) return undefined;
    seen.add(target);
    target = next;
  }
  return undefined;
}

/** Other names of hosts, by host. */
function aliasesOf(services: readonly Service[]): ReadonlyMap<string, readonly string[]> {
  const aliases = services.filter(({ resolution }) => resolution === 'alias');
  const targets = new Map(aliases.map(({ host, externalName = '' }) => [host, externalName]));
  const found = new Map<string, Alias[]>();
  for (const alias of aliases) {
    const concrete = concreteHost(alias, targets);
    if (concrete !== undefined) append(found, concrete, alias);
  }
  const byPlace = (a: Alias, b: Alias) => compareText(a.namespace, b.namespace) || compareText(a.host, b.host);
  return new Map([...found].map(([host, names]) => [host, names.sort(byPlace).map((alias) => alias.host)]));
}

const nameOf = ({ isKubernetes, name, host }: Service) => (isKubernetes ? name : host);

/** Which service istiod takes first: the older one, then the one whose name and then namespace comes first. */
function byAgeOfService(mesh: Mesh): (a: Service, b: Service) => number {
  return (a, b) =>
    compareText(a.object.created ?? '', b.object.created ?? '') ||
    mesh.direction * (compareText(nameOf(a), nameOf(b)) || compareText(a.namespace, b.namespace));
}

class SeenServices {
  readonly byHost = new Map<string, SeenService[]>();
  readonly #public: SeenService[] = [];
  readonly #exported = new Map<string, SeenService[]>();

  constructor(mesh: Mesh) {
    const aliases = aliasesOf(mesh.services);
    const all = mesh.services.map((service) => ({ ...service, aliases: aliases.get(service.host) ?? [] }));
    for (const service of all.sort(byAgeOfService(mesh))) {
      append(this.byHost, service.host, service);
      this.#add(service);
    }
  }

  #add(service: SeenService): void {
    const { exportTo, namespace } = service;
    if (exportTo.includes('*')) this.#public.push(service);
    else if (!exportTo.includes('~')) {
      for (const to of new Set(exportTo.map((one) => (one === '.' ? namespace : one)))) append(this.#exported, to, service);
    }
  }

  from(namespace: string): readonly SeenService[] {
    return [...(this.#exported.get(namespace) ?? []), ...this.#public];
  }
}

function index(mesh: Mesh): SeenServices {
  return mesh.once('seen services', (all) => new SeenServices(all));
}

/** Services that a namespace sees, in the order in which istiod takes them: those that are exported to it, then those for all. */
export function servicesSeenFrom(mesh: Mesh, namespace: string): readonly SeenService[] {
  return mesh.once(`services seen from ${namespace}`, (all) => index(all).from(namespace));
}

/** The service of a host in one namespace, a Service of Kubernetes before any other; undefined where there is none. */
export function serviceIn(mesh: Mesh, host: string, namespace: string): SeenService | undefined {
  const there = index(mesh)
    .byHost.get(host)
    ?.filter((service) => service.namespace === namespace);
  return there?.find(({ isKubernetes }) => isKubernetes) ?? there?.[0];
}

/** The service of a host that a namespace is given where it named none: its own, else one of Kubernetes, else the oldest that it sees. */
export function bestServiceFor(mesh: Mesh, host: string, namespace: string): SeenService | undefined {
  const own = serviceIn(mesh, host, namespace);
  if (own !== undefined) return own;
  const seen = index(mesh)
    .byHost.get(host)
    ?.filter((service) => isVisible(service.exportTo, service.namespace, namespace));
  return seen?.find(({ isKubernetes }) => isKubernetes) ?? seen?.[0];
}
