import type { Mesh } from '../../model';
import { isInjected } from '../../model/proxy-mode';
import type { Report, Rule } from '../rule';
import { AUTO, autoImages } from './auto-images';

function* find(mesh: Mesh): Iterable<Report> {
  for (const { workload, field } of autoImages(mesh)) {
    const { object: on, labels, annotations, pod: spec } = workload;
    const namespace = mesh.namespace(workload.namespace);
    if (isInjected({ labels, annotations, spec, namespace }, mesh.injectors)) continue;
    yield { on, field, problem: 'is the image of pods that no injector changes, so they cannot start', got: AUTO };
  }
}

export const autoImageInPod: Rule = {
  code: 'IST0147',
  level: 'error',
  title: 'Pod with an image that nobody fills in',
  explanation:
    'Pods are made with the image auto, since they are not injected: their labels, their annotations or the network of their node stand against it. There is no such image.',
  fix: 'label the namespace or the pods for injection, or name an image',
  find,
};
