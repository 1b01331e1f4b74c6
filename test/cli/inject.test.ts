import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'inject-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const pod = file('pod.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a}]}\n');

function inject(...args: readonly string[]) {
  const command = ['bin/cdk8s-istio.js', 'inject', '-f', pod, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('the values of a file count, in any form that the chart takes', () => {
  const values = file(
    'values.yaml',
    'global: {proxy: {logLevel: debug}}\nrevision: canary\npilot: {meshConfig: {trustDomain: example.com}}\n',
  );
  const { stdout } = inject('--values', values);
  expect(stdout).toContain('--proxyLogLevel=debug');
  expect(stdout).toContain('istio.io/rev: canary');
  expect(stdout).toMatch(/- name: TRUST_DOMAIN\n +value: example\.com\n/);
});

test('fails when a value has no meaning, unless that is asked for', () => {
  const values = file('typo.yaml', 'global: {proxi: {logLevel: debug}}\n');
  const message = `cdk8s-istio: ${values}: global.proxi is unknown, got {"logLevel":"debug"}; did you mean proxy? or leave it out with --ignore-unknown\n`;
  expect(inject('--values', values)).toEqual({ status: 1, stdout: '', stderr: message });
  expect(inject('--values', values, '--ignore-unknown').status).toBe(0);
});
