#!/usr/bin/env node
// In the repository the sources are run, in the package what was built of them. CommonJS starts faster.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

if (existsSync(join(__dirname, '..', 'scripts', 'run.mjs'))) {
  process.argv.splice(1, 1, 'scripts/run.mjs', join(__dirname, '..', 'lib', 'cli', 'main.ts'));
  import('../scripts/run.mjs');
} else {
  require('../build/cli/main.js');
}
