import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Browser } from './browser';
import { teamsMesh } from './meshes';

const [, , option] = process.argv;
/** Where screenshots are kept; undefined where they are only looked at. */
const kept = option === '--write' ? 'docs/pictures' : undefined;
const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
let checks = 0;

function equal(what: string, got: unknown, wanted: unknown): void {
  checks++;
  if (JSON.stringify(got) === JSON.stringify(wanted)) return;
  throw new Error(`pictures: ${what} is ${JSON.stringify(got)}, and should be ${JSON.stringify(wanted)}`);
}

function draw(name: string, format: 'svg' | 'html', ...args: readonly string[]): string {
  const file = join(folder, `${name}.${format}`);
  const maxBuffer = 1 << 28;
  writeFileSync(
    file,
    execFileSync(process.execPath, ['bin/cdk8s-istio.js', 'graph', ...args, '--format', format], { maxBuffer }),
  );
  return file;
}

async function keep(browser: Browser, name: string): Promise<void> {
  const image = await browser.screenshot();
  if (kept === undefined) return;
  mkdirSync(kept, { recursive: true });
  writeFileSync(join(kept, `${name}.png`), image);
}

/** Words that lie over each other or run out of their box, as the browser has set them. */
const OVERLAPS = `(() => {
  const texts = [...document.querySelectorAll('.mesh text')].filter((one) => one.closest('.badge, .overlay') === null).map((one) => ({ text: one.textContent, box: one.getBoundingClientRect() }));
  const over = [];
  const sorted = texts.sort((a, b) => a.box.top - b.box.top);
  sorted.forEach((a, i) => {
    for (let k = i + 1; k < sorted.length && sorted[k].box.top < a.box.bottom - 3; k++) {
      const b = sorted[k];
      if (a.box.left < b.box.right - 1 && b.box.left < a.box.right - 1) over.push(a.text + ' / ' + b.text);
    }
  });
  const wide = [...document.querySelectorAll('.mesh .node')].filter((node) => {
    const box = node.querySelector('.shape').getBoundingClientRect();
    return [...node.querySelectorAll(':scope > text')].some((one) => { const own = one.getBoundingClientRect(); return own.left < box.left || own.right > box.right || own.bottom > box.bottom; });
  });
  return [...over, ...wide.map((one) => one.dataset.node + ' is too narrow')].slice(0, 5);
})()`;

const heading = 'document.querySelector("#panel h2").textContent';
const panel = 'document.querySelector("#panel").innerText';

async function pictures(browser: Browser): Promise<void> {
  const demo = join(folder, 'demo.yaml');
  const istioctl = execFileSync(process.execPath, ['test/peers/build.mjs', 'istioctl'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  writeFileSync(demo, execFileSync(istioctl, ['manifest', 'generate', '--set', 'profile=demo'], { maxBuffer: 1 << 27 }));
  const handson = join(folder, 'handson');
  execFileSync(process.execPath, ['scripts/run.mjs', 'handson.ts'], { env: { ...process.env, CDK8S_OUTDIR: handson } });
  const teams = join(folder, 'teams.yaml');
  writeFileSync(teams, teamsMesh(200));
  const all = [
    { name: 'bookinfo', args: ['dist'] },
    { name: 'handson', args: [handson] },
    { name: 'demo-profile', args: [demo] },
    { name: 'one-team', args: [teams, '--namespace', 'team-01'] },
    { name: '200-services', args: [teams] },
  ];
  for (const { name, args } of all) {
    const file = draw(name, 'svg', ...args);
    for (const scheme of name === 'bookinfo' ? ['light', 'dark'] : ['light']) {
      await browser.open(file, { width: 1200, height: 800, scheme });
      const [width, height] = await browser.ask<[number, number]>(
        '[document.documentElement.width.baseVal.value, document.documentElement.height.baseVal.value]',
      );
      equal(`what lies over something in ${name}`, await browser.ask(OVERLAPS), []);
      equal(`what goes wrong in ${name}`, browser.problems(), []);
      const isLarge = width > 2000;
      await browser.open(file, { width: isLarge ? 2000 : width, height: isLarge ? 1200 : height, scheme });
      await keep(browser, scheme === 'light' ? name : `${name}-${scheme}`);
    }
  }
}

async function page(browser: Browser): Promise<void> {
  await browser.open(draw('page', 'html', 'dist'), { width: 1400, height: 800 });

  await browser.click('[data-node="service/bookinfo/reviews"]');
  equal('the heading after a click on a service', await browser.ask(heading), 'service reviews');
  equal(
    'the rules of the service',
    await browser.ask(`${panel}.includes('VirtualService/bookinfo/reviews (dist/60-traffic.k8s.yaml:')`),
    true,
  );
  await browser.ask(`document.querySelectorAll('#panel details').forEach((one) => { one.open = true; })`);
  equal(
    'the YAML of its VirtualService',
    await browser.ask(`${panel}.includes('end-user:') && ${panel}.includes('exact: jason')`),
    true,
  );
  await keep(browser, 'page-click');

  const link = 'route:service/bookinfo/ratings>workload/bookinfo/ratings-v1';
  await browser.click(`.label[data-link="${link}"]`);
  equal(
    'the rules at a line',
    await browser.ask(
      `${panel}.includes('fault: delay 7s for all') && ${panel}.includes('rule spec.http[0] of VirtualService/bookinfo/ratings')`,
    ),
    true,
  );

  await browser.press('/');
  await browser.type('workload reviews');
  equal(
    'what is found',
    await browser.ask('[...document.querySelectorAll(".node.found")].map((one) => one.dataset.node).sort()'),
    [1, 2, 3].map((v) => `workload/bookinfo/reviews-v${v}`),
  );
  await browser.press('Enter');
  equal('the first one found', await browser.ask(heading), 'workload reviews-v1');
  await browser.press('Enter');
  equal('the next one found', await browser.ask(heading), 'workload reviews-v2');
  await browser.press('Escape');
  equal('what is found after Escape', await browser.ask('document.querySelectorAll(".found").length'), 0);

  await browser.ask('document.activeElement.blur()');
  await browser.ask(`document.querySelector('.node[tabindex="0"]').focus()`);
  const first = await browser.ask<string>('document.activeElement.getAttribute("data-node")');
  await browser.press('Enter');
  equal('the heading after Enter on a node', await browser.ask(`${heading}.split(' ')[0]`), first.split('/')[0]);
  await browser.press('Tab');
  equal(
    'whether Tab goes to another node',
    await browser.ask(`document.activeElement.getAttribute('data-node') !== ${JSON.stringify(first)}`),
    true,
  );

  const width = 'document.querySelector(".mesh").viewBox.baseVal.width';
  const before = await browser.ask<number>(width);
  await browser.press('+');
  const nearer = await browser.ask<number>(width);
  equal('whether + comes nearer', nearer < before, true);
  await browser.wheel(400, 400, 100);
  await browser.ask('new Promise((done) => setTimeout(done, 100))');
  equal('whether the wheel goes away', (await browser.ask<number>(width)) > nearer, true);
  await browser.click('#fit');

  const choose = (words: readonly string[]) =>
    browser.ask(
      `(() => { const list = document.querySelector('#requests'); list.value = [...list.options].find((one) => ${JSON.stringify(words)}.every((word) => one.textContent.includes(word))).value; list.dispatchEvent(new Event('change')); })()`,
    );
  await choose(['ratings', 'jason']);
  equal(
    'what the request of jason meets',
    await browser.ask(`[...document.querySelectorAll('.overlay text')].map((one) => one.textContent)`),
    ['delay 7 s (100 %)', '100 %'],
  );
  equal(
    'the lines that it takes',
    await browser.ask(`[...document.querySelectorAll('.link.on')].map((one) => one.dataset.link)`),
    [link],
  );
  equal(
    'why',
    await browser.ask(
      `document.querySelector('#panel .why').innerText.includes('VirtualService bookinfo/ratings (dist/60-traffic.k8s.yaml:')`,
    ),
    true,
  );
  await keep(browser, 'page-follow');

  await choose(['http://example.com:80/productpage']);
  equal(
    'where a request from outside ends',
    await browser.ask(`[...document.querySelectorAll('.node.on')].map((one) => one.dataset.node).sort()`),
    ['gateway/istio-system/istio-ingressgateway', 'workload/bookinfo/productpage-v1'],
  );
  await choose(['http://example.com:80/']);
  equal('what goes wrong in the page', browser.problems(), []);
}

async function main(): Promise<void> {
  const browser = await Browser.start();
  try {
    await pictures(browser);
    await page(browser);
    console.log(`${checks} checks${kept === undefined ? '' : `, screenshots in ${kept}`}`);
  } finally {
    await browser.stop();
    rmSync(resolve(folder), { recursive: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
