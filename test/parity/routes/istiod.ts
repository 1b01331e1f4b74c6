import { execFileSync, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { objectsForIstiod } from './pods';
import type { ProxyResources } from './resources';
import type { TestedMesh } from './tested-mesh';

type Answer = { readonly proxies: readonly ProxyResources[] } | { readonly error: string };

/** The oracle spends most of a mesh waiting for caches to fill. */
const AT_ONCE = '6';

let found: string | undefined;

function program(): string {
  found ??= execFileSync(process.execPath, [resolve('test/peers/build.mjs'), 'oracle'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim();
  return found;
}

/**
 * What istiod gives to the proxies of each mesh and then to its servers, in the order of the meshes.
 * @throws Error for a mesh that istiod does not read
 */
export async function* askIstiod(meshes: readonly TestedMesh[]): AsyncGenerator<readonly ProxyResources[]> {
  const oracle = spawn(program(), ['routes'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, GOMAXPROCS: AT_ONCE },
  });
  // A closed pipe shows as a missing answer below.
  oracle.stdin.on('error', () => {});
  for (const { manifests, meshConfig, proxies, servers } of meshes) {
    const asked = [...proxies, ...servers].map(({ madeFor: _, ...proxy }) => proxy);
    oracle.stdin.write(`${JSON.stringify({ objects: objectsForIstiod(manifests), meshConfig, proxies: asked })}\n`);
  }
  oracle.stdin.end();
  let answered = 0;
  for await (const line of createInterface({ input: oracle.stdout })) {
    const answer = JSON.parse(line) as Answer;
    if ('error' in answer) throw new Error(`istiod, ${meshes[answered]?.name}: ${answer.error}`);
    answered += 1;
    yield answer.proxies;
  }
  if (answered !== meshes.length) throw new Error(`oracle routes: ${meshes.length} meshes, but ${answered} answers`);
}
