import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

const NEAR = ['security.istio.io/PeerAuthentication'] as const;
/** Kinds whose selector picks pods of all namespaces when it stands in the root namespace. */
const FAR = [
  'security.istio.io/RequestAuthentication',
  'extensions.istio.io/WasmPlugin',
  'extensions.istio.io/TrafficExtension',
] as const;

function* find(mesh: Mesh): Iterable<Report> {
  const { rootNamespace } = mesh.settings;
  const field = 'spec.selector.matchLabels';
  const policies = [
    ...NEAR.flatMap((kind) => mesh.of(kind)).map((on) => ({ on, field, labels: on.spec.selector?.matchLabels, isFar: false })),
    ...FAR.flatMap((kind) => mesh.of(kind)).map((on) => ({
      on,
      field,
      labels: on.spec.selector?.matchLabels,
      isFar: on.namespace === rootNamespace,
    })),
    ...mesh.of('networking.istio.io/EnvoyFilter').map((on) => ({
      on,
      field: 'spec.workloadSelector.labels',
      labels: on.spec.workloadSelector?.labels,
      isFar: on.namespace === rootNamespace,
    })),
  ];
  for (const { on, field: place, labels = {}, isFar } of policies) {
    if (Object.keys(labels).length === 0) continue;
    if (mesh.workloadsWith(labels, isFar ? undefined : on.namespace).length > 0) continue;
    const where = isFar ? 'the mesh' : `namespace ${on.namespace}`;
    yield { on, field: place, problem: `picks no workload in ${where}`, got: labels };
  }
}

export const selectorWithoutWorkload: Rule = {
  code: 'KIA0004',
  level: 'warning',
  title: 'Selector that picks nothing',
  explanation: 'No pod has the labels by which the object picks the workloads that it is for, so it does nothing.',
  fix: 'correct the labels, or move the object into the namespace of the workload',
  find,
};
