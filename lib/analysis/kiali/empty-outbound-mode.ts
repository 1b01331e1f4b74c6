import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('networking.istio.io/Sidecar')) {
    const { outboundTrafficPolicy } = on.spec;
    if (outboundTrafficPolicy === undefined || (outboundTrafficPolicy.mode ?? '') !== '') continue;
    yield { on, field: 'spec.outboundTrafficPolicy', problem: 'has no mode, which is REGISTRY_ONLY' };
  }
}

export const emptyOutboundMode: Rule = {
  code: 'KIA1007',
  level: 'info',
  title: 'Outbound policy without a mode',
  explanation:
    'An outboundTrafficPolicy without a mode says REGISTRY_ONLY, which cannot be seen, and is easily taken for the ALLOW_ANY of the mesh.',
  fix: 'write mode: REGISTRY_ONLY or mode: ALLOW_ANY',
  find,
};
