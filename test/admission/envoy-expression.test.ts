import { envoyExpressionProblems } from '../../lib/admission/envoy-expression';

const problems = (expression: string) => envoyExpressionProblems('filter', expression).map(({ problem }) => problem);

/** What Envoy 1.40 says of each was asked once, together with 200 others. */
test.each([
  'response.code >= 400 && has(request.headers)',
  'size(request.path) > 1 || request.path.size() > 1',
  "contains(request.path, 'a') || request.path.matches('^/a')",
  "request.time.getHours('UTC') > 8",
  "re.extract(request.path, 'a', 'b') == ''",
  "google.protobuf.BoolValue{value: true} && request.path.matches('\\\\(')",
])('%s is one that Envoy evaluates', (expression) => {
  expect(problems(expression)).toEqual([]);
});

test.each([
  ['string(response.code) == "200"', 'calls string() in a form which Envoy does not know'],
  ['size(1, 2) > 1', 'calls size() in a form which Envoy does not know'],
  ['request.time.getHours(1, 2) > 1', 'calls getHours() in a form which Envoy does not know'],
  ['response.code.int() > 1', 'calls int() in a form which Envoy does not know'],
  ["request.path.split('/').size() > 1", 'calls split() in a form which Envoy does not know'],
  ['[1].all(x, x > 0)', 'has a loop, all(), which Envoy refuses'],
  ['a.B{c: 1}.c == 1', 'makes an object of a.B, which Envoy does not know'],
  ["matches(request.path, r'[')", 'is not an expression of RE2'],
])('%s is none', (expression, problem) => {
  expect(problems(expression)).toEqual([problem]);
});
