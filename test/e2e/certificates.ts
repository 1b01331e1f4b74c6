import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from '../mesh/certificate';

/** A certificate and its key, as PEM. */
export interface Pair {
  readonly certificate: string;
  readonly key: string;
}

const made = new Map<string, Pair>();

/** The certificate of a host name, which signs itself. */
export function certificateOf(host: string): Pair {
  const pair = made.get(host) ?? make(host);
  made.set(host, pair);
  return pair;
}

function make(host: string): Pair {
  const folder = mkdtempSync(join(tmpdir(), 'e2e-'));
  try {
    makeCertificate(join(folder, 'pair'), [host]);
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    return { certificate: read('pair.crt'), key: read('pair.key') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
