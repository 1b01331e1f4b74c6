import { readFileSync, writeFileSync } from 'node:fs';
import { RULES } from '../../lib/analysis';
import { referenceOf } from '../../lib/analysis/reference';

const FILE = 'docs/analysis.md';
const MARK = /<!-- codes: .* -->\n/;

test('docs/analysis.md explains every rule', () => {
  const text = readFileSync(FILE, 'utf8');
  const [mark = ''] = MARK.exec(text) ?? [];
  const head = text.slice(0, text.indexOf(mark) + mark.length);
  const whole = `${head}\n${referenceOf(RULES)}\n`;
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(FILE, whole);
  else expect(text).toBe(whole);
});

test('each rule has a code, a title, an explanation and a fix', () => {
  for (const { code, title, explanation, fix } of RULES) {
    expect(code).toMatch(/^(IST|KIA|MESH)\d{4}$/);
    expect(title).toMatch(/^[A-Za-z].*[^.]$/);
    expect(explanation).toMatch(/^[A-Za-z`][\s\S]*\.$/);
    expect(fix).toMatch(/[^.]$/);
  }
});
