import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Block {
  readonly language: string;
  readonly text: string;
}

const readme = readFileSync('README.md', 'utf8');
const blocks = [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(
  ([, language, text]): Block => ({ language: language!, text: text! }),
);
const main = readFileSync('main.ts', 'utf8');
const sources = [main, ...readdirSync('test/readme').map((name) => readFileSync(join('test/readme', name), 'utf8'))];

/** Runs main.ts with one text in the place of another. */
function variant(name: string, from: string, to: string) {
  expect(main).toContain(from);
  const file = join('.build', `${name}.ts`);
  const outdir = join('.build', name);
  mkdirSync('.build', { recursive: true });
  writeFileSync(file, main.replace("'./lib'", "'../lib'").replace(from, to));
  const env = { ...process.env, CDK8S_OUTDIR: outdir };
  const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', file], { env, encoding: 'utf8' });
  return { status, stderr, outdir };
}

const blockWith = (language: string, text: string) =>
  blocks.find((block) => block.language === language && block.text.includes(text))?.text;

test.each(blocks.filter(({ language }) => language === 'ts'))(
  'an example is code that is compiled and run: $text',
  ({ text }) => {
    expect(sources.some((source) => source.includes(text))).toBe(true);
  },
);

test('the files that the README shows are those of dist/', () => {
  const shown = [...readme.matchAll(/^ {2}- (dist\/\S+)$/gm)].map(([, file]) => file);
  expect(shown).toEqual(readdirSync('dist').map((name) => `dist/${name}`));
});

test('the diff of a changed route is what comes out', () => {
  const { status, outdir } = variant('readme-route', "reviews: 'test-v2'", "reviews: '90-10'");
  expect(status).toBe(0);
  const { stdout } = spawnSync(
    'git',
    ['diff', '--no-index', '--unified=0', 'dist/60-traffic.k8s.yaml', join(outdir, '60-traffic.k8s.yaml')],
    {
      encoding: 'utf8',
    },
  );
  expect(blockWith('diff', '@@')).toBe(stdout.slice(stdout.indexOf('@@')));
});

test('the message of a mistake is what comes out', () => {
  const { status, stderr } = variant('readme-mistake', "profile: 'demo'", "profile: 'demmo' as never");
  expect(status).toBe(1);
  expect(blockWith('console', 'demmo')).toContain(stderr.split('\n')[0]);
});
