import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { AUTO, autoImages } from './auto-images';

function* find(mesh: Mesh): Iterable<Report> {
  for (const { workload, field } of autoImages(mesh)) {
    const { object: on, kind, labels, namespace } = workload;
    if (kind !== 'Deployment' || mesh.injectors(mesh.namespace(namespace).labels, labels)) continue;
    yield { on, field, problem: 'is filled in by the injector, and no injector takes these pods', got: AUTO };
  }
}

export const autoImageInTemplate: Rule = {
  code: 'IST0146',
  level: 'warning',
  title: 'Image of the proxy left to an injector that is not asked',
  explanation:
    'The template of a Deployment leaves the image of its proxy to the injector, and by the labels of namespace and pod no injector takes its pods.',
  fix: 'label the namespace or the template for injection',
  find,
};
