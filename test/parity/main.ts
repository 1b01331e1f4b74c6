import { compareAddons } from './addons';
import { compareAdmission } from './admission';
import { compareAnalysis } from './analysis';
import { compareBookinfo } from './bookinfo';
import { compareCharts } from './charts';
import { compareExpressions } from './expressions';
import { comparePods } from './injection';
import { compareRandomly } from './random-charts';
import { compareRender } from './render';
import { compareRoutes } from './routes';
import { compareYaml } from './yaml';

/** What `npm run parity` compares; `npm run parity -- <part> ...` compares only the parts that are named. */
const PARTS: Readonly<Record<string, () => number | Promise<number>>> = {
  charts: compareCharts,
  bookinfo: compareBookinfo,
  random: compareRandomly,
  injection: comparePods,
  render: compareRender,
  admission: compareAdmission,
  analysis: compareAnalysis,
  expressions: compareExpressions,
  addons: compareAddons,
  yaml: compareYaml,
  routes: compareRoutes,
};

async function main(named: readonly string[]): Promise<void> {
  const unknown = named.filter((name) => PARTS[name] === undefined);
  if (unknown.length > 0) throw new Error(`no part ${unknown.join(', ')}; use ${Object.keys(PARTS).join(', ')}`);
  for (const [name, compare] of Object.entries(PARTS)) {
    if (named.length > 0 && !named.includes(name)) continue;
    const started = Date.now();
    console.log(`\n${name}`);
    const wrong = await compare();
    console.log(`${name}: ${wrong === 0 ? 'equal' : `${wrong} wrong`}, in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    if (wrong > 0) process.exitCode = 1;
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
