import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { judgeObjects, type Verdict } from './oracle';

const MODULE = ['mod', 'download', '-json', 'sigs.k8s.io/gateway-api'];

let found: readonly string[] | undefined;

/** The CRDs of the Gateway API as their module has them. */
function crdFiles(): readonly string[] {
  if (found !== undefined) return found;
  const { Dir } = JSON.parse(execFileSync('go', MODULE, { cwd: 'test/oracle', encoding: 'utf8' })) as { Dir: string };
  const folder = join(Dir, 'config', 'crd', 'standard');
  found = readdirSync(folder)
    .filter((name) => /^gateway\.networking\.k8s\.io_(?!vap_).*\.yaml$/.test(name))
    .map((name) => join(folder, name));
  return found;
}

/** What an API server says to objects of the Gateway API, which istiod's webhook is not asked about. */
export function judgeGatewayApi(objects: readonly object[]): Verdict[] {
  return judgeObjects(objects, crdFiles()).map((verdict) => ({ ...verdict, webhook: '' }));
}
