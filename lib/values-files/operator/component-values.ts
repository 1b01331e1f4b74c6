import { isTree, merged, type Tree, treeOf, valueAt } from '../../core/tree';
import type { Component, ComponentSpec, K8sSettings } from './component';
import { gatewayValues } from './gateway-values';

/** The processor amounts in these that are given and not 0. */
function processor(quantities: Tree | undefined): Tree {
  const cpu = quantities?.['cpu'];
  return cpu === undefined || cpu === null || /^0+[a-zA-Z]*$/.test(String(cpu)) ? {} : { cpu: String(cpu) };
}

/** The map under its name; nothing where it is empty. */
const part = (name: string, fields: Tree): Tree => (Object.keys(fields).length === 0 ? {} : { [name]: fields });

/** What of the settings the templates need to know. */
function fromSettings(component: Component, { hpaSpec, replicaCount = 0, resources }: K8sSettings): Tree {
  const scales = component.workload?.kind === 'Deployment';
  const [min, max] = [hpaSpec?.['minReplicas'], hpaSpec?.['maxReplicas']];
  return {
    ...(scales && typeof min === 'number' && { autoscaleMin: min }),
    ...(scales && typeof max === 'number' && max > 0 && { autoscaleMax: max }),
    ...(scales && replicaCount > 0 && { replicaCount }),
    ...part('resources', {
      ...part('limits', processor(resources?.limits)),
      ...part('requests', processor(resources?.requests)),
    }),
  };
}

/** ztunnel reads its values at the top: those under its name, over what is shared and no map. */
function flattened(values: Tree): Tree {
  if (!isTree(values['ztunnel'])) return values;
  const shared = Object.entries(values).filter(([name, value]) => name === 'global' || !isTree(value));
  return { ...Object.fromEntries(shared), ...values['ztunnel'] };
}

/** The values of the chart of one part. */
export function componentValues(component: Component, spec: ComponentSpec, operator: Tree): Tree {
  const { hub, tag, k8s = {} } = spec;
  const own = {
    ...(hub !== undefined && hub !== '' && { hub }),
    ...(tag !== undefined && tag !== null && { tag: String(tag) }),
    ...fromSettings(component, k8s),
  };
  const values = merged(operator['values'] as Tree, treeOf(component.root, own));
  if (component.spec === 'ztunnel') return flattened(values);
  if (component.chart !== 'gateway') return values;
  const legacy = valueAt(values, component.root);
  return gatewayValues(component, spec, isTree(legacy) ? legacy : {}, values);
}
