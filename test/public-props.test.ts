import * as lib from '../lib';
import { ISTIO_CONSTRUCTS } from './istio-constructs';
import { type AnyProps, answerOf, chart, TAKES_NO_PROPS, TAKES_PROPS } from './public-props';

const names = Object.keys(TAKES_PROPS);

test('all that is public is known here', () => {
  const exported = [
    ...Object.keys(lib).filter((name) => name !== 'GatewayApi'),
    ...Object.keys(lib.GatewayApi).map((name) => `GatewayApi.${name}`),
  ];
  const known = [...names.map((name) => name.replace(/\.(of|unchecked)$/, '')), ...TAKES_NO_PROPS];
  expect(exported.filter((name) => !known.includes(name))).toEqual([]);
});

test.each(names)('%s takes what it needs, and refuses a name that stands for nothing', (name) => {
  const answer = (more: AnyProps) => {
    const scope = chart();
    return answerOf(name, scope, { ...TAKES_PROPS[name]!.least(scope), ...more });
  };
  expect(answer({})).toBe('');
  const error = answer({ misspelt: 'x' });
  expect(error instanceof TypeError ? error : String(error)).toMatch(
    /misspelt (is unknown, got "x"|is not a field of the API); /,
  );
});

test.each(names)('%s without props says what is missing', (name) => {
  for (const props of name in ISTIO_CONSTRUCTS ? [{}] : [{}, undefined]) {
    const answer = answerOf(name, chart(), props);
    if (answer instanceof Error) {
      expect([name, answer.name, answer.message]).toEqual([
        name,
        'InvalidProps',
        expect.stringMatching(/ (is|are) missing| is left out/),
      ]);
    }
  }
});
