import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stage } from '../mesh/apply';
import type { Mesh } from '../mesh/mesh';

/** What a command said. */
export interface Said {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs `cdk8s-istio` on a folder with these files, against a mesh, as somebody would whose kubectl reaches it. */
export async function cdk8sIstio(
  mesh: Mesh,
  [command = '', ...args]: readonly string[],
  stages: readonly Stage[],
): Promise<Said> {
  const folder = mkdtempSync(join(tmpdir(), 'e2e-cli-'));
  try {
    const kubectl = join(folder, 'kubectl');
    writeFileSync(kubectl, `#!/bin/sh\nexec ${mesh.kubectlCommand([]).join(' ')} "$@"\n`);
    chmodSync(kubectl, 0o755);
    const dist = join(folder, 'dist');
    mkdirSync(dist);
    for (const { name, text } of stages) writeFileSync(join(dist, name), text);
    return await run(['bin/cdk8s-istio.js', command, dist, `--kubectl=${kubectl}`, ...args]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(args: readonly string[]): Promise<Said> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.on('error', reject).on('close', (code) => resolve({ code, output, errors }));
  });
}
