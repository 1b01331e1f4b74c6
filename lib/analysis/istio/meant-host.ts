import { append } from '../../core/grouped';
import { nearName } from '../../core/near-name';
import type { Mesh } from '../../model';

interface Names {
  readonly hosts: ReadonlySet<string>;
  /** Names of Services, by namespace. */
  readonly ofNamespace: ReadonlyMap<string, readonly string[]>;
  /** Namespaces that have a Service of a name. */
  readonly namespacesOf: ReadonlyMap<string, readonly string[]>;
}

function namesOf(mesh: Mesh): Names {
  const ofNamespace = new Map<string, string[]>();
  const namespacesOf = new Map<string, string[]>();
  for (const { name, namespace } of mesh.objectsOf('/Service')) {
    append(ofNamespace, namespace, name);
    append(namespacesOf, name, namespace);
  }
  return { hosts: new Set(mesh.services.map(({ host }) => host)), ofNamespace, namespacesOf };
}

/** The host that was meant by one that is not there; undefined where none is near. */
export function meantHost(mesh: Mesh, host: string, namespace: string): string | undefined {
  const { hosts, ofNamespace, namespacesOf } = mesh.once('names of hosts', namesOf);
  const { domain } = mesh.settings;
  if (host.includes('.')) return hosts.has(`${host}.svc.${domain}`) ? `${host}.svc.${domain}` : nearName(host, hosts);
  const [elsewhere] = namespacesOf.get(host) ?? [];
  return elsewhere === undefined ? nearName(host, ofNamespace.get(namespace) ?? []) : `${host}.${elsewhere}.svc.${domain}`;
}
