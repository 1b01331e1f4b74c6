import { append } from '../../core/grouped';
import type { Mesh, MeshObject, Specs } from '../../model';
import { fullHost } from '../../model/hosts';

type DestinationRule = MeshObject<Specs['networking.istio.io/DestinationRule']>;

/** DestinationRules of one exact host, of any namespace. */
export function rulesForHost(mesh: Mesh, host: string): readonly DestinationRule[] {
  const byHost = mesh.once('destination rules by full host', () => {
    const rules = new Map<string, DestinationRule[]>();
    for (const rule of mesh.of('networking.istio.io/DestinationRule')) {
      const full = fullHost(rule.spec.host, rule.namespace, mesh.settings.domain);
      append(rules, full, rule);
    }
    return rules;
  });
  return byHost.get(host) ?? [];
}

/** Of these, the rules that define a subset. */
export function rulesWithSubset(mesh: Mesh, host: string, subset: string): readonly DestinationRule[] {
  return rulesForHost(mesh, host).filter(({ spec }) => (spec.subsets ?? []).some(({ name }) => name === subset));
}

/** The namespaces that see a DestinationRule. */
export function exportsOf(mesh: Mesh, { spec: { exportTo = [] } }: DestinationRule): readonly string[] {
  return exportTo.length > 0 ? exportTo : mesh.settings.defaultDestinationRuleExportTo;
}
