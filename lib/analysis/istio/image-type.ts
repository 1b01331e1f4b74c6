import { picks } from '../../core/labels';
import { readYaml } from '../../core/read-yaml';
import type { Mesh, Workload } from '../../model';
import { mapOf, textOf } from '../../model/mesh-object';

const ANNOTATION = 'proxy.istio.io/config';

function annotatedType(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return textOf(mapOf(mapOf(readYaml(text)).image).imageType);
  } catch {
    return undefined;
  }
}

/** Which kind of image the proxy of a workload is to have, such as `distroless`; empty for the usual one. */
export function imageTypes(mesh: Mesh): (workload: Workload) => string {
  const { rootNamespace, defaultConfig } = mesh.settings;
  const objectsIn = (namespace: string) => mesh.inNamespace('networking.istio.io/ProxyConfig', namespace);
  const ofRoot = objectsIn(rootNamespace).at(-1)?.spec.image?.imageType;
  return ({ namespace, labels, annotations }) => {
    const own = namespace === rootNamespace ? [] : objectsIn(namespace);
    const general = own.findLast(({ spec }) => spec.selector === undefined);
    const selected = own.filter(({ spec: { selector } }) => selector !== undefined && picks(selector.matchLabels ?? {}, labels));
    const said = [
      defaultConfig?.image?.imageType,
      ofRoot,
      general?.spec.image?.imageType,
      ...selected.map(({ spec }) => spec.image?.imageType),
      annotatedType(annotations[ANNOTATION]),
    ];
    const type = said.findLast((one) => one !== undefined && one !== '') ?? '';
    return type === 'default' ? '' : type;
  };
}
