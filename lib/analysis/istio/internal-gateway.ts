import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { gatewayReferences } from './gateway-references';

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('networking.istio.io/VirtualService')) {
    for (const { field, written, isInternal } of gatewayReferences(mesh, on)) {
      if (isInternal) yield { on, field, problem: 'is a Gateway that istiod makes for itself', got: written };
    }
  }
}

export const internalGateway: Rule = {
  code: 'IST0165',
  level: 'warning',
  title: 'VirtualService at a Gateway that istiod made',
  explanation:
    'A VirtualService names a Gateway that istiod makes of one of the Gateway API. Such names are no interface: they may change, and nothing says so.',
  fix: 'attach an HTTPRoute to the Gateway of the Gateway API instead',
  find,
};
