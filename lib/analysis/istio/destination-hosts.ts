import type { Labels } from '../../core/labels';
import type { Mesh, MeshObject } from '../../model';
import { isWildcard } from '../../model/hosts';
import { mapOf, mapsOf } from '../../model/mesh-object';

const ALL = '*';
const OWN = '.';
const EXPORT_TO = 'networking.istio.io/exportTo';

/** What Istio's analyzers find by the host of a destination: a Service, or a ServiceEntry. */
export interface FoundHost {
  readonly object: MeshObject;
  readonly ports: readonly number[];
  /** Labels by which a ServiceEntry picks its workloads; none for a Service. */
  readonly selector: Labels;
}

/** The host as Istio's analyzers write it out: in the namespace it stands in, unless it has a dot or a `*` in front. */
export function writtenOut(host: string, namespace: string, domain: string): string {
  return isWildcard(host) || host.includes('.') ? host : `${host}.${namespace}.svc.${domain}`;
}

/**
 * The hosts of Services and ServiceEntries as Istio's analyzers look them up. It is not quite what a proxy does: a host is looked for
 * where it is exported to all, then in the namespace of the one who asks, or in those to which that one exports itself.
 */
export class DestinationHosts {
  readonly #byScope = new Map<string, Map<string, FoundHost>>();

  constructor(private readonly mesh: Mesh) {
    for (const object of mesh.of('networking.istio.io/ServiceEntry')) {
      const { hosts = [], ports = [], exportTo = [], workloadSelector } = object.spec;
      const found = { object, ports: ports.map(({ number }) => number), selector: workloadSelector?.labels ?? {} };
      for (const host of hosts) {
        for (const scope of exportTo.length === 0 ? [ALL] : exportTo) this.#add(scope, object.namespace, host, found);
      }
    }
    for (const object of mesh.objectsOf('/Service')) {
      const ports = mapsOf(mapOf(object.spec).ports).map(({ port }) => Number(port));
      const said = object.annotations[EXPORT_TO] ?? '';
      const scopes = said === '' ? [ALL] : said.split(',').map((one) => one.trim());
      for (const scope of scopes) this.#add(scope, object.namespace, object.name, { object, ports, selector: {} });
    }
  }

  #add(exportedTo: string, namespace: string, host: string, found: FoundHost): void {
    const scope = exportedTo === OWN ? namespace : exportedTo;
    const hosts = this.#byScope.get(scope) ?? new Map<string, FoundHost>();
    this.#byScope.set(scope, hosts.set(writtenOut(host, namespace, this.mesh.settings.domain), found));
  }

  /**
   * What a host means.
   * @param exportTo of the object in which the host stands
   */
  find(host: string, namespace: string, exportTo: readonly string[] = []): FoundHost | undefined {
    const full = writtenOut(host, namespace, this.mesh.settings.domain);
    const scopes = exportTo.length === 0 ? [namespace] : exportTo.map((one) => (one === OWN ? namespace : one));
    for (const scope of [ALL, ...scopes]) {
      const found = this.#byScope.get(scope)?.get(full);
      if (found !== undefined) return found;
    }
    return this.#findWildcard(host, namespace);
  }

  #findWildcard(host: string, namespace: string): FoundHost | undefined {
    const rest = isWildcard(host) ? host.slice(1) : host;
    for (let from = 0; from <= rest.length; from++) {
      const wildcard = `*${rest.slice(from)}`;
      const found = this.#byScope.get(ALL)?.get(wildcard) ?? this.#byScope.get(namespace)?.get(wildcard);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** The hosts of a mesh, read once. */
export function destinationHosts(mesh: Mesh): DestinationHosts {
  return mesh.once('destination hosts', () => new DestinationHosts(mesh));
}
