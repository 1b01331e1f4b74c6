import type { Mesh } from '../../model';
import { isVisible } from '../../model/visibility';
import type { Report, Rule } from '../rule';
import { httpRules } from './http-rules';

const KIND = 'networking.istio.io/VirtualService';

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, rule, field: place } of httpRules(mesh)) {
    const { delegate } = rule;
    if (delegate === undefined) continue;
    const { name = '', namespace = on.namespace } = delegate;
    const home = namespace === '' ? on.namespace : namespace;
    const field = `${place}.delegate`;
    const found = mesh.inNamespace(KIND, home).find((one) => one.name === name);
    if (found === undefined) {
      const others = mesh.inNamespace(KIND, home).filter(({ spec }) => (spec.hosts ?? []).length === 0);
      const fix =
        others.length > 0
          ? `use one of ${others.map((one) => one.name).join(', ')} of namespace ${home}`
          : `make a VirtualService ${home}/${name} without hosts`;
      yield { on, field, problem: 'is no VirtualService, so this rule is left out', got: `${home}/${name}`, fix };
    } else if ((found.spec.hosts ?? []).length > 0) {
      yield {
        on,
        field,
        problem: 'has hosts, so it is no delegate and this rule is left out',
        got: `${home}/${name}`,
        fix: `remove hosts from VirtualService ${home}/${name}`,
      };
    } else {
      const { exportTo = [] } = found.spec;
      const exports = exportTo.length > 0 ? exportTo : mesh.settings.defaultVirtualServiceExportTo;
      if (isVisible(exports, home, on.namespace)) continue;
      yield {
        on,
        field,
        problem: `is not exported to namespace ${on.namespace}, so this rule is left out`,
        got: `${home}/${name}`,
        fix: `add ${on.namespace} to exportTo of VirtualService ${home}/${name}`,
      };
    }
  }
}

export const missingDelegate: Rule = {
  code: 'MESH0106',
  level: 'error',
  title: 'Delegate that is missing, hidden or none',
  explanation:
    'A rule hands requests over to a VirtualService that is not there, is not exported to the namespace of the rule, or has hosts of its own. istiod leaves the rule out: later rules answer, and where there are none, the Service answers as if there were no VirtualService.',
  fix: 'name a VirtualService without hosts that is exported to this namespace',
  find,
};
