// Runs a TypeScript program: node scripts/run.mjs <file.ts> [arguments]. esbuild makes one JavaScript file of it, in this process.

import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const [file, ...rest] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: node scripts/run.mjs <file.ts> [arguments]');
  process.exit(2);
}
if (!existsSync(file)) {
  const programs = readdirSync('.').filter((name) => name.endsWith('.ts'));
  console.error(
    `no program ${file}${file === `${process.env.MESH}.ts` ? ', which MESH names' : ''}; use one of ${programs.join(', ')}`,
  );
  process.exit(2);
}
const outfile = join(fileURLToPath(new URL('..', import.meta.url)), '.build', file.replace(/\.ts$/, '.js').replaceAll('/', '-'));
const { outputFiles } = buildSync({
  entryPoints: [file],
  outfile,
  bundle: true,
  platform: 'node',
  packages: 'external',
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
  write: false,
});
mkdirSync(dirname(outfile), { recursive: true });
// Each file is there at once and whole: another run of the same program may be reading it.
for (const { path, contents } of outputFiles) {
  writeFileSync(`${path}.${process.pid}`, contents);
  renameSync(`${path}.${process.pid}`, path);
}
process.argv.splice(1, process.argv.length, outfile, ...rest);
process.setSourceMapsEnabled(true);
try {
  createRequire(import.meta.url)(outfile);
} catch (error) {
  const isOfNode = (line) => /^\s+at .*(node:internal|scripts\/run\.mjs)/.test(line);
  console.error(
    error instanceof Error
      ? error.stack
          .split('\n')
          .filter((line) => !isOfNode(line))
          .join('\n')
      : error,
  );
  process.exit(1);
}
