import type { Manifest } from '../../core/manifest';
import { type Tree, valueAt } from '../../core/tree';
import { BadInput } from '../bad-input';
import { renderChart } from '../render-chart';
import { COMPONENTS, type Component, type ComponentSpec, enabledSpecs } from './component';
import { componentValues } from './component-values';
import { withOverlays, withSettings } from './patches';

/** What may be said beside the file. */
export interface OperatorOptions {
  /** @default that of each chart */
  readonly release?: string;
  /** Whether overlays that change nothing are passed over. */
  readonly ignoreUnknown: boolean;
  readonly kubeVersion?: string;
}

/** One part, as it is emitted. */
export interface RenderedComponent {
  readonly component: Component;
  readonly spec: ComponentSpec;
  readonly namespace: string;
  /** The values of its chart. */
  readonly values: Tree;
  readonly manifests: readonly Manifest[];
}

function workloadOf({ spec, workload }: Component, { name }: ComponentSpec, values: Tree) {
  if (workload === undefined) return undefined;
  const revision = values['revision'];
  const isRevisioned = spec === 'pilot' && typeof revision === 'string' && revision !== '' && revision !== 'default';
  const own = name ?? workload.name;
  return { ...workload, name: isRevisioned ? `${own}-${revision}` : own };
}

function patched(manifests: readonly Manifest[], component: Component, spec: ComponentSpec, values: Tree, ignoreIdle: boolean) {
  const { k8s } = spec;
  if (k8s === undefined) return manifests;
  const workload = workloadOf(component, spec, values);
  // The ports of a gateway's Service are values of its chart.
  const { ports: _ports, ...service } = k8s.service ?? {};
  const settings = component.chart === 'gateway' && k8s.service !== undefined ? { ...k8s, service } : k8s;
  const set = workload === undefined ? manifests : withSettings(manifests, settings, workload);
  const { objects, idle } = withOverlays(set, k8s, component.chart === 'gateway');
  if (idle.length > 0 && !ignoreIdle) {
    const place = spec.name === undefined ? component.spec : `${component.spec}[name:${spec.name}]`;
    const fix = `the objects are ${objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).join(', ')}; --ignore-unknown passes over it`;
    throw new BadInput(
      `components.${place}.k8s`,
      idle.map((one) => ({ ...one, fix })),
    );
  }
  return objects;
}

/**
 * What `istioctl manifest generate` makes of an IstioOperator, part by part; gateways have the form of the chart `gateway`.
 * @param operator the spec, as `readOperator` reads it
 * @throws BadInput when the values cannot be right
 */
export function renderOperator(operator: Tree, { release, ignoreUnknown, kubeVersion }: OperatorOptions): RenderedComponent[] {
  const meshNamespace = valueAt(operator, ['values', 'global', 'istioNamespace']);
  const byDefault = typeof meshNamespace === 'string' && meshNamespace !== '' ? meshNamespace : 'istio-system';
  return COMPONENTS.flatMap((component) =>
    enabledSpecs(component, operator).map((spec): RenderedComponent => {
      const namespace = spec.namespace === undefined || spec.namespace === '' ? byDefault : spec.namespace;
      const values = componentValues(component, spec, operator);
      const made = renderChart(component.chart, { user: values, release, namespace, kubeVersion });
      const manifests = patched(made, component, spec, values, ignoreUnknown);
      return { component, spec, namespace, values, manifests };
    }),
  );
}
