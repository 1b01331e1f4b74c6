import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { hasSidecar } from './in-mesh';

const INJECT = 'sidecar.istio.io/inject';

function* find(mesh: Mesh): Iterable<Report> {
  for (const workload of mesh.workloads) {
    const { object: on, namespace, labels, annotations, pod } = workload;
    const { labels: ofNamespace, object } = mesh.namespace(namespace);
    const isEnabled = object !== undefined && namespace !== 'istio-system' && ofNamespace['istio-injection'] === 'enabled';
    if (!isEnabled || ofNamespace['istio.io/dataplane-mode'] === 'ambient') continue;
    const asked = (labels[INJECT] ?? annotations[INJECT] ?? '').toLowerCase();
    if (asked === 'false' || pod.hostNetwork === true || hasSidecar(workload)) continue;
    yield { on, problem: 'gets no proxy, though its namespace is to be injected' };
  }
}

export const podWithoutProxy: Rule = {
  code: 'IST0103',
  level: 'warning',
  title: 'Pod without proxy in a namespace that is injected',
  explanation:
    'The namespace has the label of injection, and no injector among the manifests takes the pods of this workload. They take no part in the mesh.',
  fix: 'install the revision that the namespace asks for, or label the pods sidecar.istio.io/inject: "false" where that is meant',
  find,
};
