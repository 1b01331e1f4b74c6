import type { Values } from '../../core/schema/values';
import type { Mesh, MeshObject, Workload } from '../../model';
import { mapOf, mapsOf, textOf } from '../../model/mesh-object';
import { isInjected } from '../../model/proxy-mode';
import { podFieldPath } from '../pod-field';
import type { Report, Rule } from '../rule';
import { imageTypes } from './image-type';

/** The image that an injector gives to proxies; empty for values that are no JSON. */
function imageOf({ manifest }: MeshObject): string {
  try {
    const { global } = mapOf(JSON.parse(textOf(mapOf(manifest.data).values) ?? ''));
    const { hub, tag, proxy } = mapOf(global);
    const image = textOf(mapOf(proxy).image) ?? '';
    return image.includes('/') ? image : `${textOf(hub) ?? ''}/${image}:${textOf(tag) ?? ''}`;
  } catch {
    return '';
  }
}

/** Images of proxies that stand in the manifests of a workload, with their fields. What the injector fills in is not among them. */
function writtenImages({ pod, containers }: Workload, isFilledIn: boolean): { field: string; image: unknown }[] {
  const placed = (list: string, all: readonly Values[]) =>
    all.map((container, i) => ({ container, field: `spec.${list}[${i}].image` }));
  return [...placed('containers', containers), ...placed('initContainers', mapsOf(pod.initContainers))]
    .filter(({ container: { name } }) => name === 'istio-proxy')
    .filter(({ container: { image = '' } }) => !isFilledIn || (image !== 'auto' && image !== ''))
    .map(({ container, field }) => ({ field, image: container.image }));
}

function* find(mesh: Mesh): Iterable<Report> {
  const images = new Map(
    mesh
      .objectsOf('/ConfigMap')
      .filter(({ name }) => name.startsWith('istio-sidecar-injector'))
      .map((map) => [map.name, imageOf(map)]),
  );
  if (images.size === 0) return;
  const typeOf = imageTypes(mesh);
  for (const workload of mesh.workloads) {
    const own = mesh.namespace(workload.namespace);
    const { labels, object: namespace } = own;
    const revision = labels['istio.io/rev'] ?? (labels['istio-injection'] === 'enabled' ? 'default' : undefined);
    if (namespace === undefined || revision === undefined || (workload.annotations['sidecar.istio.io/proxyImage'] ?? '') !== '')
      continue;
    const isDefault = revision === 'default' || revision === '';
    const expected = images.get(isDefault ? 'istio-sidecar-injector' : `istio-sidecar-injector-${revision}`);
    if (expected === undefined) continue;
    for (const { field, image } of writtenImages(
      workload,
      isInjected({ ...workload, spec: workload.pod, namespace: own }, mesh.injectors),
    )) {
      if (image === expected || image === `${expected}-${typeOf(workload)}`) continue;
      const at = `${podFieldPath(workload, field)} of ${workload.kind} ${workload.name}`;
      yield { on: namespace, problem: `has a proxy with another image than its injector gives, in ${at}`, got: image };
    }
  }
}

export const proxyImage: Rule = {
  code: 'IST0158',
  level: 'warning',
  title: 'Proxies with another image than that of the injector',
  explanation:
    'Pods of the namespace have a proxy in their manifests whose image is not the one that the injector of the namespace would give them. That is what remains of an earlier control plane.',
  fix: 'leave the image to the injector by image: auto, or inject the manifests anew',
  find,
};
