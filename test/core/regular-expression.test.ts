import { describeProblem } from '../../lib/core/problem';
import { regularExpressionProblems } from '../../lib/core/regular-expression';

const problems = (expression: string) => regularExpressionProblems('regex', expression).map(describeProblem);

test.each(['.*', '(?i)get|put', '[[:alpha:]]+', '\\p{Greek}', '(?P<name>a)', 'a{2,1000}', 'a'.repeat(1024)])(
  '%s is one',
  (text) => {
    expect(problems(text)).toEqual([]);
  },
);

test.each(['(', '[', '(?!a)', '(?<=a)', '(a)\\1', 'a{1001}', 'a**', '[z-a]', '\\p{Letter}'])('fails when %s is none', (text) => {
  expect(problems(text)).toEqual([expect.stringMatching(/^regex is not an expression of RE2, got ".*"; write it as in https:/)]);
  expect(problems(text)).toEqual(problems(text));
});

test.each(['', 'a'.repeat(1025), 'é'.repeat(513)])('fails when it is empty or too long', (text) => {
  expect(problems(text)).toEqual([expect.stringMatching(/^regex must have 1 to 1024 bytes, got /)]);
});
