// Makes lib/pictures/page-script.ts of lib/pictures/page: node scripts/page-script.mjs [--check]
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const target = fileURLToPath(new URL('../lib/pictures/page-script.ts', import.meta.url));
const page = fileURLToPath(new URL('../lib/pictures/page/page.ts', import.meta.url));
const [{ text }] = buildSync({
  entryPoints: [page],
  bundle: true,
  minify: true,
  write: false,
  format: 'iife',
  target: 'es2022',
  charset: 'ascii',
}).outputFiles;
// Nothing in it may end the element of the page that it stands in.
const script = text.trimEnd().replaceAll('</script', '<\\/script');
const made = `// Made of lib/pictures/page by node scripts/page-script.mjs.\n// biome-ignore-all format: one line\n// biome-ignore-all lint: made by a program\nexport const PAGE_SCRIPT = ${JSON.stringify(script)};\n`;
if (!process.argv.includes('--check')) writeFileSync(target, made);
else if (readFileSync(target, 'utf8') !== made) {
  console.error('lib/pictures/page-script.ts is not what lib/pictures/page makes; run node scripts/page-script.mjs');
  process.exitCode = 1;
}
