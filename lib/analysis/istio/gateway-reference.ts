import { nearName } from '../../core/near-name';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { type GatewayReference, gatewayReferences } from './gateway-references';

function fixOf(mesh: Mesh, { namespace, name }: GatewayReference): string | undefined {
  const elsewhere = mesh
    .once('namespaces of Gateways', () => new Map(mesh.of('networking.istio.io/Gateway').map((one) => [one.name, one.namespace])))
    .get(name);
  if (elsewhere !== undefined) return `write ${elsewhere}/${name}`;
  const near = nearName(
    name,
    mesh.inNamespace('networking.istio.io/Gateway', namespace).map((one) => one.name),
  );
  return near === undefined ? undefined : `did you mean ${near}?`;
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('networking.istio.io/VirtualService')) {
    for (const reference of gatewayReferences(mesh, on)) {
      if (reference.isInternal || reference.gateway !== undefined) continue;
      const problem = `is no Gateway of namespace ${reference.namespace}`;
      const fix = fixOf(mesh, reference);
      yield { on, field: reference.field, problem, got: reference.written, ...(fix === undefined ? {} : { fix }) };
    }
  }
}

export const gatewayReference: Rule = {
  code: 'IST0101',
  level: 'error',
  title: 'VirtualService at a Gateway that does not exist',
  explanation:
    'A VirtualService names a Gateway that is not there, so its rules are nowhere. A name without namespace is one of the namespace of the VirtualService.',
  fix: 'write <namespace>/<name> of a Gateway',
  kiali: ['KIA1102'],
  find,
};
