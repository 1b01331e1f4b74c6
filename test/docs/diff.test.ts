import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { jsonOfReport } from '../../lib/report';
import { reportOf } from '../report/pairs';

jest.setTimeout(60_000); // it starts a process

const PAGE = readFileSync('docs/diff.md', 'utf8');
const SHOWN = /```\n\$ npx cdk8s-istio (diff .*)\n([\s\S]*?)```/g;

test.each([...PAGE.matchAll(SHOWN)].map(([, command, output]) => [command!, output!]))(
  '%s prints what the page shows',
  (command, output) => {
    expect(execFileSync(process.execPath, ['bin/cdk8s-istio.js', ...command.split(' ')], { encoding: 'utf8' })).toBe(output);
  },
);

test('each field of the JSON is on the page', () => {
  const [, table = ''] = PAGE.split('## As JSON');
  expect([...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, field]) => field)).toEqual(Object.keys(jsonOfReport(reportOf([], []))));
});
