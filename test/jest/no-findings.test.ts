import { App, Chart } from 'cdk8s';
import { Sidecar } from '../../lib';
import '../../lib/jest';

function program(names: readonly string[]): App {
  const app = new App();
  const chart = new Chart(app, 'traffic', { namespace: 'shop' });
  for (const name of names) new Sidecar(chart, name, { egress: [{ hosts: ['./*'] }] });
  return app;
}

test('a program without mistakes has no findings', () => {
  expect(program(['general'])).toHaveNoFindings();
});

test('fails with all that is wrong, each with its construct', () => {
  const mistaken = program(['one', 'two']);
  expect(mistaken).not.toHaveNoFindings();
  expect(() => expect(mistaken).toHaveNoFindings()).toThrow(/IST0111 {2}Sidecar shop\/one[\s\S]*where {2}traffic\/one/);
});

test('overlooks what it is told to', () => {
  expect(program(['one', 'two'])).toHaveNoFindings({ ignored: [{ code: 'IST0111' }] });
});
