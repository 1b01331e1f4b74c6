import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
export async function cdk8sIstio(mesh: Mesh, args: readonly string[], stages: readonly Stage[]): Promise<Said> {
  const folder = mkdtempSync(join(tmpdir(), 'e2e-dist-'));
  try {
    for (const { name, text } of stages) writeFileSync(join(folder, name), text);
    return await cdk8sIstioOn(mesh, args, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same on an output folder. */
export function cdk8sIstioOn(mesh: Mesh, [command = '', ...args]: readonly string[], dist: string): Promise<Said> {
  return withKubectl(mesh, (folder) =>
    execute(process.execPath, ['bin/cdk8s-istio.js', command, dist, `--kubectl=${join(folder, 'kubectl')}`, ...args]),
  );
}

/** Does something with a folder in which a program `kubectl` reaches a mesh. */
export async function withKubectl<T>(mesh: Mesh, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'e2e-kubectl-'));
  try {
    const kubectl = join(folder, 'kubectl');
    // Whoever finds this one on the PATH must not be sent back to it.
    writeFileSync(kubectl, `#!/bin/sh\nPATH='${process.env['PATH']}'\nexec ${mesh.kubectlCommand([]).join(' ')} "$@"\n`);
    chmodSync(kubectl, 0o755);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a program to its end. */
export function execute(program: string, args: readonly string[], env = process.env): Promise<Said> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
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
