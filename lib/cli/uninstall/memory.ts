import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG_MAP, MEMORY_NAMESPACE, REMEMBERED } from '../../core/apply-memory';
import type { DistFile } from '../dist-files';

/** What `apply.sh` of an output folder keeps in the cluster for itself. */
export function memoryOf(folder: string): DistFile[] {
  const path = join(folder, REMEMBERED);
  if (!existsSync(path)) return [];
  const last = readFileSync(path, 'utf8').trimEnd().split('\n').at(-1) ?? '';
  const [type, name, namespace] = last.split(' ');
  if (type !== CONFIG_MAP || name === undefined || namespace !== MEMORY_NAMESPACE) return [];
  return [{ name: 'apply.sh', objects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace } }] }];
}
