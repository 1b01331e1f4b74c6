import type { Api } from '../api';
import type { KubeObject } from '../kube-object';

/** Content of a ConfigMap or Secret. */
export type Stored = Readonly<Record<string, Buffer>>;

interface StoredObject extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
}

/** Nothing where there is no such object. */
export async function readStored(
  api: Api,
  kind: 'configmaps' | 'secrets',
  namespace: string,
  name: string,
): Promise<Stored | undefined> {
  const object = await api.find<StoredObject>(`/api/v1/namespaces/${namespace}/${kind}/${name}`);
  if (object === undefined) return undefined;
  const decode = (values: Readonly<Record<string, string>> | undefined, encoding: 'utf8' | 'base64') =>
    Object.entries(values ?? {}).map(([key, value]) => [key, Buffer.from(value, encoding)]);
  return Object.fromEntries([
    ...decode(object.data, kind === 'secrets' ? 'base64' : 'utf8'),
    ...decode(object.binaryData, 'base64'),
  ]) as Stored;
}
