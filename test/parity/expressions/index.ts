import { celFault } from '../../../lib/admission/cel-expression';
import { Random } from '../admission/random';
import { judgeObjects } from '../oracle';
import { RandomExpressions } from './random-expressions';

const number = (variable: string, otherwise: number) => Number(process.env[variable] ?? otherwise);

/** Differences that are shown. */
const SHOWN = 10;
const LONGEST_SHOWN = 200;

/** Compares what we say to random expressions of CEL with what istiod's webhook says. Returns how much is wrong. */
export async function compareExpressions(): Promise<number> {
  const expressions = new RandomExpressions(new Random(number('PARITY_SEED', 131)));
  const all = Array.from({ length: number('PARITY_EXPRESSIONS', 10_000) }, () => expressions.next());
  const verdicts = await judgeObjects(
    all.map((expression) => ({
      apiVersion: 'telemetry.istio.io/v1',
      kind: 'Telemetry',
      metadata: { name: 'test', namespace: 'default' },
      spec: { accessLogging: [{ filter: { expression } }] },
    })),
  );
  const compared = all.map((expression, i) => ({ expression, fault: celFault(expression), real: verdicts[i]!.webhook }));
  const wrong = compared.filter(({ fault, real }) => (fault === undefined) !== (real === ''));
  for (const { expression, fault, real } of wrong.slice(0, SHOWN)) {
    console.log(
      `${JSON.stringify(expression.slice(0, LONGEST_SHOWN))}\n  webhook  ${real || 'takes it'}\n  ours     ${fault ?? 'takes it'}`,
    );
  }
  console.log(`${all.length} expressions, of which istiod takes ${compared.filter(({ real }) => real === '').length}`);
  return wrong.length;
}
