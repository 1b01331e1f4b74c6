// The validation plugin that cdk8s.yaml names. In the repository it is built of the sources, in the package it is built already.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const sources = join(__dirname, '..', 'lib', 'analysis', 'synth-plugin.ts');
if (existsSync(sources)) {
  const outfile = join(__dirname, '..', '.build', 'analyzer.js');
  require('esbuild').buildSync({
    entryPoints: [sources],
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
