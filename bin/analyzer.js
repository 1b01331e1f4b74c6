// The validation plugin that cdk8s.yaml names. In the repository it is built of the sources, in the package it is built already.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

if (existsSync(join(__dirname, '..', 'scripts', 'run.mjs'))) {
  const outfile = join(__dirname, '..', '.build', 'analyzer.js');
  require('esbuild').buildSync({
    entryPoints: [join(__dirname, '..', 'lib', 'cli', 'synth-plugin.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  });
  module.exports = require(outfile);
} else {
  module.exports = require('../build/cli/synth-plugin.js');
}
