import type { Mesh, MeshObject } from '../../model';
import { istioWebhooks } from '../../model/injectors';
import type { Report, Rule } from '../rule';

const INJECTION = 'istio-injection';
const REVISION = 'istio.io/rev';

function* ofNamespaces(mesh: Mesh): Iterable<Report> {
  const hasInjectors = istioWebhooks(mesh.objects).length > 0;
  for (const { object: on, labels } of mesh.namespaces.values()) {
    if (on === undefined || labels['istio.io/dataplane-mode'] === 'ambient') continue;
    const { [INJECTION]: injection, [REVISION]: revision } = labels;
    if (injection !== undefined) {
      if (injection === 'enabled' || injection === 'disabled') continue;
      const field = `metadata.labels["${INJECTION}"]`;
      yield { on, field, problem: 'is neither enabled nor disabled, so that no pod is injected', got: injection };
    } else if (revision !== undefined && hasInjectors && !mesh.injectors(labels, {})) {
      yield report(on, `metadata.labels["${REVISION}"]`, revision);
    }
  }
}

function* ofPods(mesh: Mesh): Iterable<Report> {
  if (istioWebhooks(mesh.objects).length === 0) return;
  for (const { object: on, namespace, labels, podField } of mesh.workloads) {
    const revision = labels[REVISION];
    const { labels: around } = mesh.namespace(namespace);
    const isAsked = revision !== undefined && around[INJECTION] === undefined && around[REVISION] === undefined;
    if (!isAsked || labels['sidecar.istio.io/inject'] === 'false' || mesh.injectors(around, labels)) continue;
    yield report(on, `${podField === '' ? '' : `${podField}.`}metadata.labels["${REVISION}"]`, revision);
  }
}

function report(on: MeshObject, field: string, got: string): Report {
  const fix = 'write the revision or the tag of an istiod that is installed, or install it';
  return { on, field, problem: 'is no revision of an injector among the manifests, so that no pod is injected', got, fix };
}

export const labelOfNoInjector: Rule = {
  code: 'MESH0805',
  level: 'warning',
  title: 'Label of injection that no injector reads',
  explanation:
    'A namespace or a pod has a label of injection with a value that no webhook of Istio waits for: a word for istio-injection that is neither enabled nor disabled, or a revision that is not installed. Pods start without a proxy, and nothing says so.',
  fix: 'write enabled or disabled',
  find: function* (mesh) {
    yield* ofNamespaces(mesh);
    yield* ofPods(mesh);
  },
};
