import type { Mesh, MeshObject } from '../../model';
import type { Report, Rule } from '../rule';
import { isKnownNamespace, namespaceFix } from './namespace-names';

/** A namespace that an object names, and where. */
interface NamedNamespace {
  readonly on: MeshObject;
  readonly field: string;
  readonly name: string;
}

const OF_ISTIO: readonly string[] = ['.', '*', '~', ''];

const EXPORTED = [
  'networking.istio.io/VirtualService',
  'networking.istio.io/DestinationRule',
  'networking.istio.io/ServiceEntry',
] as const;

const ANNOTATION = 'networking.istio.io/exportTo';

function* namedNamespaces(mesh: Mesh): Iterable<NamedNamespace> {
  for (const on of EXPORTED.flatMap((kind) => mesh.of(kind))) {
    for (const [i, name] of (on.spec.exportTo ?? []).entries()) yield { on, field: `spec.exportTo[${i}]`, name };
  }
  for (const on of mesh.objectsOf('/Service')) {
    for (const name of on.annotations[ANNOTATION]?.split(',') ?? []) {
      yield { on, field: `metadata.annotations["${ANNOTATION}"]`, name: name.trim() };
    }
  }
  for (const on of mesh.of('networking.istio.io/Sidecar')) {
    for (const [i, { hosts = [] }] of (on.spec.egress ?? []).entries()) {
      for (const [j, host] of hosts.entries()) {
        const name = host.includes('/') ? (host.split('/')[0] ?? '') : '';
        yield { on, field: `spec.egress[${i}].hosts[${j}]`, name: name.replace(/^~(?=.)/, '') };
      }
    }
  }
  for (const on of mesh.of('networking.istio.io/Gateway')) {
    for (const [i, { hosts = [] }] of (on.spec.servers ?? []).entries()) {
      for (const [j, host] of hosts.entries()) {
        yield { on, field: `spec.servers[${i}].hosts[${j}]`, name: host.includes('/') ? (host.split('/')[0] ?? '') : '' };
      }
    }
  }
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, field, name } of namedNamespaces(mesh)) {
    if (OF_ISTIO.includes(name) || isKnownNamespace(mesh, name)) continue;
    yield { on, field, problem: 'names a namespace that does not exist', got: name, fix: namespaceFix(mesh, name) };
  }
}

export const unknownNamespace: Rule = {
  code: 'KIA0005',
  level: 'error',
  title: 'Namespace that does not exist',
  explanation: 'An object is exported to, or takes hosts from, a namespace that none of the manifests is in or makes.',
  fix: 'name a namespace of the manifests, or add the namespace to them',
  find,
};
