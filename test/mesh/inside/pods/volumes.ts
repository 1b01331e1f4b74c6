import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Api } from '../api';
import type { KeyToPath, Pod, VolumeSource } from '../kube-object';
import { podField, resourceField } from './fields';
import { readStored } from './stored';

/** Fills a folder for each volume of a pod. Says what is missing, nothing when all is there. */
export async function makeVolumes(api: Api, pod: Pod, ip: string, folder: string): Promise<string | undefined> {
  for (const { name, emptyDir, projected, ...source } of pod.spec.volumes ?? []) {
    const target = join(folder, name);
    mkdirSync(target, { recursive: true });
    chmodSync(target, emptyDir === undefined ? 0o755 : 0o777);
    for (const part of projected?.sources ?? [source]) {
      const missing = await fill(api, pod, ip, target, part);
      if (missing !== undefined) return missing;
    }
  }
  return undefined;
}

async function fill(api: Api, pod: Pod, ip: string, target: string, source: VolumeSource): Promise<string | undefined> {
  const { configMap, secret, downwardAPI, serviceAccountToken } = source;
  const { namespace } = pod.metadata;
  for (const { path, fieldRef, resourceFieldRef } of downwardAPI?.items ?? []) {
    const [first] = pod.spec.containers;
    if (fieldRef !== undefined) put(target, path, podField(pod, ip, fieldRef.fieldPath));
    else if (resourceFieldRef !== undefined && first !== undefined) {
      put(target, path, resourceField(first, resourceFieldRef.resource, resourceFieldRef.divisor));
    }
  }
  if (serviceAccountToken !== undefined) put(target, serviceAccountToken.path, await token(api, pod, serviceAccountToken));
  if (configMap !== undefined) {
    const stored = await readStored(api, 'configmaps', namespace, configMap.name);
    if (stored !== undefined) putAll(target, stored, configMap.items);
    else if (configMap.optional !== true) return `ConfigMap ${configMap.name}`;
  }
  if (secret !== undefined) {
    const name = secret.secretName ?? secret.name ?? '';
    const stored = await readStored(api, 'secrets', namespace, name);
    if (stored !== undefined) putAll(target, stored, secret.items);
    else if (secret.optional !== true) return `Secret ${name}`;
  }
  return undefined;
}

function putAll(target: string, stored: Readonly<Record<string, Buffer>>, items: readonly KeyToPath[] | undefined): void {
  for (const { key, path } of items ?? Object.keys(stored).map((key) => ({ key, path: key }))) {
    const content = stored[key];
    if (content !== undefined) put(target, path, content);
  }
}

function put(target: string, path: string, content: string | Buffer): void {
  const file = join(target, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content, { mode: 0o644 });
}

async function token(
  api: Api,
  { metadata: { namespace, name, uid }, spec: { serviceAccountName = 'default' } }: Pod,
  { audience, expirationSeconds = 3600 }: NonNullable<VolumeSource['serviceAccountToken']>,
): Promise<string> {
  const boundObjectRef = { apiVersion: 'v1', kind: 'Pod', name, uid };
  const audiences = audience === undefined ? undefined : [audience];
  const request = {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { audiences, expirationSeconds, boundObjectRef },
  };
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${serviceAccountName}/token`;
  return (await api.create<{ status: { token: string } }>(path, request)).status.token;
}
