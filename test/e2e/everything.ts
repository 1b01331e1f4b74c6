import { until } from '../mesh/inside/until';
import type { Mesh } from '../mesh/mesh';

/** What comes and goes by itself. */
const FLEETING = /^(event|lease|endpointslice|endpoints|controllerrevision|ipaddress|servicecidr)/;

/** Milliseconds without a change after which none is expected. */
const QUIET = 1000;

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

/** What a look shows, once it shows the same twice with a pause between. */
export async function steady<T>(what: string, look: () => Promise<T>): Promise<T> {
  let last: string | undefined;
  return until(
    `${what} no longer change`,
    async () => {
      const seen = await look();
      const text = JSON.stringify(seen);
      const same = text === last;
      last = text;
      return same ? seen : undefined;
    },
    { every: QUIET },
  );
}

/** Everything, once nothing is about to be deleted, and nothing comes or goes. */
export async function untilSettled(mesh: Mesh): Promise<string[]> {
  const template = '{{range .items}}{{if .metadata.deletionTimestamp}}{{.metadata.name}}{{end}}{{end}}';
  const ending = ['get', '--all-namespaces', '-o', `go-template=${template}`, 'namespaces,pods'];
  await until('nothing is about to be deleted', async () => ((await mesh.kubectlOutput(ending)) === '' ? true : undefined));
  return steady('the objects of the cluster', () => everything(mesh));
}

/** Kinds and names of all objects in the cluster. */
export async function everything(mesh: Mesh): Promise<string[]> {
  const kinds = await mesh.kubectlOutput(['api-resources', '--verbs=list,delete', '-o', 'name']);
  const wanted = kinds.split('\n').filter((kind) => kind !== '' && !FLEETING.test(kind));
  const template = '{{range .items}}{{.kind}} {{.metadata.namespace}}/{{.metadata.name}}{{"\\n"}}{{end}}';
  const names = await mesh.kubectlOutput(['get', '--all-namespaces', '-o', `go-template=${template}`, wanted.join(',')]);
  return names.split('\n').sort();
}
