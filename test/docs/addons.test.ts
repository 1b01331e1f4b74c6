import { readFileSync } from 'node:fs';
import { blocksOf, objectsOf } from './upgrade';

const programs = blocksOf(readFileSync('docs/addons.md', 'utf8'), 'ts');

test.each(programs.map((program, i) => ({ program, i })))('program $i of the page makes addons', ({ program, i }) => {
  const kinds = objectsOf(program, `addons-${i}`).map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}`);
  expect(kinds).toContain('Deployment istio-addons');
  expect(kinds).toContain('NetworkPolicy istio-addons');
});

test('the second program of the repository makes the second demo', () => {
  const objects = objectsOf(readFileSync('handson.ts', 'utf8').replace("'./lib'", "'../lib'"), 'handson');
  const names = objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`);
  expect(names).toEqual(
    expect.arrayContaining([
      'Ingress istio-system/app',
      'Ingress istio-addons/kiali',
      'PeerAuthentication istio-system/mtls-strict-all',
      'Deployment handson/handson-blue',
      'Deployment handson/handson-green',
      'Deployment istio-addons/prometheus',
    ]),
  );
});
