import { until } from '../mesh/inside/until';
import type { Mesh } from '../mesh/mesh';

/** What comes and goes by itself. */
const FLEETING = /^(event|lease|endpointslice|endpoints|controllerrevision|ipaddress|servicecidr)/;

/** Every namespace gets a ConfigMap and an account from Kubernetes; resolves when those of an empty cluster are there. */
export async function untilComplete(mesh: Mesh): Promise<void> {
  const count = async (...what: string[]) =>
    (await mesh.kubectlOutput(['get', '--all-namespaces', '-o', 'name', ...what])).split('\n').filter((name) => name !== '')
      .length;
  await until('the empty cluster is complete', async () => {
    const namespaces = await count('namespaces');
    const accounts = await count('serviceaccounts', '--field-selector=metadata.name=default');
    const certificates = await count('configmaps', '--field-selector=metadata.name=kube-root-ca.crt');
    return namespaces === accounts && namespaces === certificates ? true : undefined;
  });
}

/** Kinds and names of all objects in the cluster. */
export async function everything(mesh: Mesh): Promise<string[]> {
  const kinds = await mesh.kubectlOutput(['api-resources', '--verbs=list,delete', '-o', 'name']);
  const wanted = kinds.split('\n').filter((kind) => kind !== '' && !FLEETING.test(kind));
  const template = '{{range .items}}{{.kind}} {{.metadata.namespace}}/{{.metadata.name}}{{"\\n"}}{{end}}';
  const names = await mesh.kubectlOutput(['get', '--all-namespaces', '-o', `go-template=${template}`, wanted.join(',')]);
  return names.split('\n').sort();
}
