import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { selectorText } from './selector-text';

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('networking.istio.io/Gateway')) {
    const { selector = {} } = on.spec;
    if (mesh.hasWorkloadWith(selector)) continue;
    yield { on, field: 'spec.selector', problem: 'picks no pods', got: selectorText(selector) };
  }
}

export const gatewaySelector: Rule = {
  code: 'IST0101',
  level: 'error',
  title: 'Gateway without pods',
  explanation:
    'No pod of the mesh has the labels by which a Gateway picks its proxies, so nothing opens its ports. Namespaces do not matter here.',
  fix: 'select labels that the pods of an ingress or egress gateway have, istio: ingressgateway for example',
  kiali: ['KIA0302'],
  find,
};
