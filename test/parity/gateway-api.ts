import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { judgeObjects, type Verdict } from './oracle';

const MODULE = ['mod', 'download', '-json', 'sigs.k8s.io/gateway-api'];
const GROUP = 'gateway.networking.k8s.io/';

let found: readonly string[] | undefined;

/** The CRDs of the Gateway API as their module has them. */
export function crdFiles(): readonly string[] {
  if (found !== undefined) return found;
  const { Dir } = JSON.parse(execFileSync('go', MODULE, { cwd: 'test/oracle', encoding: 'utf8' })) as { Dir: string };
  const folder = join(Dir, 'config', 'crd', 'standard');
  found = readdirSync(folder)
    .filter((name) => /^gateway\.networking\.k8s\.io_(?!vap_).*\.yaml$/.test(name))
    .map((name) => join(folder, name));
  return found;
}

/** Whether an object is one of the Gateway API. */
export function isOfGatewayApi({ apiVersion }: { readonly apiVersion?: unknown }): boolean {
  return String(apiVersion).startsWith(GROUP);
}

/** What an API server with the Gateway API says to objects of it, which istiod's webhook is not asked about. */
export async function judgeGatewayApi(objects: readonly object[]): Promise<Verdict[]> {
  const verdicts = await judgeObjects(objects, crdFiles());
  return verdicts.map((verdict) => ({ ...verdict, webhook: '' }));
}
