import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file with that text, until the tests of this file end. */
export function fileOf(text: string, name = 'values.yaml'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** What is thrown, without the folder of the files. */
export function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message.replaceAll(`${folder}/`, '');
  }
  throw new Error('nothing was thrown');
}
