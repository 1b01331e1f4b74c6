import type { Mesh } from '../../model';
import { mapOf, textOf } from '../../model/mesh-object';
import type { Report, Rule } from '../rule';
import { injectorWebhooks } from './istio-webhooks';

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, index, webhook } of injectorWebhooks(mesh).webhooks) {
    const { service } = mapOf(webhook.clientConfig);
    if (service === undefined || service === null) continue;
    const { name, namespace } = mapOf(service);
    const [ofName = '', ofNamespace = ''] = [textOf(name), textOf(namespace)];
    if (mesh.find('/Service', ofNamespace, ofName) !== undefined) continue;
    const field = `webhooks[${index}].clientConfig.service`;
    yield { on, field, problem: 'is no Service among the manifests', got: `${ofNamespace}/${ofName}` };
  }
}

export const webhookService: Rule = {
  code: 'IST0139',
  level: 'error',
  title: 'Injector at a Service that does not exist',
  explanation: 'The API server asks the Service when a pod is made, and where it does not exist no pod of the mesh can be made.',
  fix: 'name the Service of istiod, or install the control plane of that revision',
  find,
};
