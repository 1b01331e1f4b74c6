import { layer } from '../../lib/install/layering';

interface Values {
  readonly list: readonly number[];
  readonly map: { readonly a: number; readonly b?: { readonly c: string; readonly d?: string } };
  readonly text: string;
  readonly flag?: boolean;
}

const DEFAULTS: Values = { list: [1, 2], map: { a: 1, b: { c: 'c', d: 'd' } }, text: 'default', flag: true };

test('maps merge at any depth', () => {
  expect(layer<Values>(DEFAULTS, { map: { b: { c: 'own' } } })).toEqual({ ...DEFAULTS, map: { a: 1, b: { c: 'own', d: 'd' } } });
});

test.each([[[]], [[3]]])('a list replaces the whole list: %j', (list) => {
  expect(layer<Values>(DEFAULTS, { list }).list).toEqual(list);
});

test('false, 0 and the empty text are values', () => {
  expect(layer<Values>(DEFAULTS, { flag: false, text: '', map: { a: 0 } })).toMatchObject({
    flag: false,
    text: '',
    map: { a: 0 },
  });
});

test('null takes away, undefined says nothing', () => {
  expect(layer<Values>(DEFAULTS, { flag: null, map: { b: { d: null } } })).toEqual({
    list: [1, 2],
    map: { a: 1, b: { c: 'c' } },
    text: 'default',
  });
  expect(layer<Values>(DEFAULTS, { flag: undefined, map: undefined }, undefined)).toEqual(DEFAULTS);
});

test('an empty map adds nothing', () => {
  expect(layer<Values>(DEFAULTS, { map: {} })).toEqual(DEFAULTS);
});

test('the last layer is the strongest, and may put back what another one took away', () => {
  expect(layer<Values>(DEFAULTS, { text: 'profile', flag: null }, { flag: false })).toMatchObject({
    text: 'profile',
    flag: false,
  });
});

test('nothing that is given changes', () => {
  const override = { map: { b: { c: 'own' } } };
  const before = JSON.stringify([DEFAULTS, override]);
  const layered = layer<Values>(DEFAULTS, override);
  expect(JSON.stringify([DEFAULTS, override])).toBe(before);
  expect(layered.map).not.toBe(DEFAULTS.map);
});

test('what cannot be taken away does not compile', () => {
  // @ts-expect-error `text` has to be there
  layer<Values>(DEFAULTS, { text: null });
  // @ts-expect-error a list is given whole
  layer<Values>(DEFAULTS, { list: { 0: 3 } });
  // @ts-expect-error there is no such value
  layer<Values>(DEFAULTS, { texts: 'typing error' });
});
