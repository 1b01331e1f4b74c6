import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import * as fc from 'fast-check';
import { sample } from 'fast-check';
import type { Tree } from '../../lib/core/tree';
import { parseYaml } from '../../lib/values-files/read-yaml';
import { mergeSources } from '../../lib/values-files/user-values';

/** Files as text, and options. */
export interface ValuesRequest {
  readonly files: readonly string[];
  readonly set: readonly string[];
  readonly setString: readonly string[];
}

/** What Helm makes of the requests, in their order. */
export function helmValues(requests: readonly ValuesRequest[]): ({ readonly values?: Tree } | { readonly error: string })[] {
  const program = execFileSync(process.execPath, [resolve('test/peers/build.mjs'), 'oracle'], { encoding: 'utf8' }).trim();
  const input = requests.map((request) => JSON.stringify(request)).join('\n');
  const output = execFileSync(program, ['values'], { input, encoding: 'utf8', maxBuffer: 1 << 30 });
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

const KEYS = ['a', 'b', 'c', 'd', 'e', 'f', 'a-b', 'x\\.y'];

const path = fc
  .array(
    fc.oneof(
      fc.constantFrom(...KEYS).map((key) => `.${key}`),
      fc.constantFrom('[0]', '[1]', '[2]'),
    ),
    {
      minLength: 0,
      maxLength: 3,
    },
  )
  .chain((rest) => fc.constantFrom(...KEYS).map((first) => first + rest.join('')));

const scalar = fc.constantFrom(
  ...[
    '1',
    '0',
    '-3',
    '+5',
    '007',
    '1.5',
    'true',
    'TRUE',
    'False',
    'null',
    'Null',
    '',
    'text',
    'two words',
    'a\\,b',
    '\\{x',
    'a=b',
    '9223372036854775808',
    '1e6',
    '"q"',
    "'s'",
  ],
);

const list = fc.array(scalar, { minLength: 0, maxLength: 3 }).map((items) => `{${items.join(',')}}`);

const assignment = fc.tuple(path, fc.oneof(scalar, list)).map(([at, value]) => `${at}=${value}`);

/** Also what Helm refuses. (An index without its bracket, which Helm skips without a word, we refuse.) */
const broken = fc.constantFrom(
  'a',
  'a.b',
  'a=1,',
  'a[x]=1',
  'a[0]b=1',
  'a={1',
  '=1',
  'a..b=1',
  '.=1',
  'a[-1]=1',
  ',a=1',
  'a=1,,b=2',
);

/** Helm loses a list where an option ends with an empty value in a map of it. */
const isLost = (text: string) => /\]\.[^,]*=$/.test(text);

const option = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .array(assignment, { minLength: 1, maxLength: 3 })
      .map((all) => all.join(','))
      .filter((text) => !isLost(text)),
  },
  { weight: 1, arbitrary: broken },
);

const FILES = [
  'a: 1\nb: { c: text, d: [1, two, { three: 3 }] }\n',
  'a: { b: { c: yes } }\nc: [x]\n',
  'b: null\nc: off\nx.y: 2015-01-01\nt: 1:30\no: 010\nh: 0x1f\nf: 1e3\n',
  '',
  '# nothing\n',
  'a: |\n  lines\n  of text\nb: >-\n  folded\n  text\n',
  'base: &x { k: 1 }\na: { <<: *x, l: 2 }\n',
  'a: 1\na: 2\n'.replace('a: 1\n', ''),
  'a: ~\nb: "null"\nc: .5\nd: 1_000\ne: +1\nn: no\ny: y\n',
];

const request: fc.Arbitrary<ValuesRequest> = fc.record({
  files: fc.array(fc.constantFrom(...FILES), { maxLength: 2 }),
  set: fc.array(option, { maxLength: 3 }),
  setString: fc.array(option, { maxLength: 1 }),
});

function merging({ files, set, setString }: ValuesRequest): string {
  try {
    const parts = files.map((text, i) => ({ source: `file ${i}`, tree: parseYaml(`file ${i}`, text) }));
    return canonical(mergeSources(parts, { set, setString }));
  } catch {
    return 'refused';
  }
}

/** The tree as text, whatever the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, field: unknown) => {
    if (typeof field === 'bigint') return Number(field);
    if (typeof field !== 'object' || field === null || Array.isArray(field)) return field;
    return Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** Random files and options, merged by Helm and by us. Returns how many differ. */
export function compareValues(seed: number, runs: number): number {
  const single = FILES.map((text) => ({ files: [text], set: [], setString: [] }));
  const requests = [...single, ...sample(request, { seed, numRuns: runs })];
  const answers = helmValues(requests);
  const wrong = requests.flatMap((asked, i) => {
    const answer = answers[i]!;
    const helm = 'error' in answer ? 'refused' : canonical(answer.values ?? {});
    const ours = merging(asked);
    return helm === ours ? [] : [{ asked, helm, ours, error: 'error' in answer ? answer.error : '' }];
  });
  const refused = answers.filter((answer) => 'error' in answer).length;
  console.log(
    `values merged as Helm does: ${requests.length - wrong.length} of ${requests.length}, of which Helm refuses ${refused}`,
  );
  for (const one of wrong.slice(0, 10)) console.log(JSON.stringify(one));
  return wrong.length;
}
