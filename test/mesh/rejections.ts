import { readFileSync } from 'node:fs';
import type { Mesh } from './mesh';

/** What Envoys said of configuration that they did not take: one line each, with the pod before it. */
export function rejections(mesh: Mesh): string[] {
  return mesh.logs('istio-proxy').flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => /\brejected\b|ACK ERROR/.test(line))
      .map((line) => `${file.replace(/^.*\//, '')}: ${line}`),
  );
}
