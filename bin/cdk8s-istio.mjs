#!/usr/bin/env node
// In the repository the sources are run, in the package what was built of them.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const sources = fileURLToPath(new URL('../lib/cli/main.ts', import.meta.url));
if (existsSync(sources)) {
  process.argv.splice(1, 1, 'scripts/run.mjs', sources);
  await import('../scripts/run.mjs');
} else {
  createRequire(import.meta.url)('../build/cli/main.js');
}
