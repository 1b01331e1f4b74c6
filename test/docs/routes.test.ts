import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

jest.setTimeout(60_000); // it starts a process

const SHOWN = /\$ npx cdk8s-istio (route .*)\n([\s\S]*?)```/g;

test.each([...readFileSync('docs/routes.md', 'utf8').matchAll(SHOWN)].map(([, command, output]) => [command!, output!]))(
  '%s prints what the page shows',
  (command, output) => {
    const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
    expect(execFileSync(process.execPath, ['bin/cdk8s-istio.js', ...words], { encoding: 'utf8' })).toBe(output);
  },
);
