import { Destination } from '../../lib/networking/destination';
import type { HttpMatch } from '../../lib/networking/http-match';
import type { HttpRoute } from '../../lib/networking/http-route';
import { VirtualService } from '../../lib/networking/virtual-service';
import { manifests, refusals, specOf, testChart } from '../synth';

const rule = (host: string, ...match: HttpMatch[]) =>
  ({ ...(match.length > 0 && { match }), route: [{ destination: Destination.unchecked({ host }) }] }) as HttpRoute;
const path = (prefix: string): HttpMatch => ({ uri: { prefix } });

const SECTIONS = ['checkout', 'catalogue', 'search'] as const;
type Section = (typeof SECTIONS)[number];

const ROUTES: Readonly<Record<Section, readonly [HttpRoute, ...HttpRoute[]]>> = {
  checkout: [rule('pay', path('/checkout/pay')), rule('checkout', path('/checkout'))],
  catalogue: [rule('catalogue', path('/items'))],
  search: [rule('search', path('/search'))],
};

function shop(http: readonly HttpRoute[], sections: readonly Section[] = SECTIONS): VirtualService<Section> {
  return new VirtualService(testChart('shop'), 'shop', { hosts: ['shop.example.com'], sections, http });
}

function hostsOf(service: VirtualService<Section>): string[] {
  const { http } = specOf(service, 'VirtualService', 'shop') as { http: { route: { destination: { host: string } }[] }[] };
  return http.map(({ route }) => route[0]?.destination.host ?? '');
}

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length === 0) return [[]];
  return list.flatMap((first, i) => permutations(list.filter((_, j) => j !== i)).map((rest) => [first, ...rest]));
}

test.each(permutations([...SECTIONS, 'own'] as const))('filled in the order %s, %s, %s, %s', (...order) => {
  const service = shop([rule('pages', path('/pages'))]);
  for (const owner of order) {
    if (owner === 'own') service.addRoute(rule('rest'));
    else service.addRoutes(owner, ROUTES[owner]);
  }
  expect(hostsOf(service)).toEqual(['pay', 'checkout', 'catalogue', 'search', 'pages', 'rest']);
});

test('a section that nobody fills has no rules', () => {
  const service = shop([rule('rest')]);
  service.addRoutes('search', ROUTES.search);
  expect(hostsOf(service)).toEqual(['search', 'rest']);
});

test('faults go into the rules of sections as well', () => {
  const service = shop([rule('rest')]);
  service.addRoutes('search', ROUTES.search);
  service.addFault({ path: 'fault', fault: { abort: { httpStatus: 503, percentage: 1 } }, match: [path('/search')] });
  expect(specOf(service, 'VirtualService', 'shop')).toMatchObject({
    http: [{ match: [path('/search')], fault: { abort: { httpStatus: 503 } } }, {}],
  });
});

describe('fails when', () => {
  test('a section is not there, forced past the compiler', () => {
    expect(refusals(() => shop([]).addRoutes('returns' as Section, ROUTES.search))).toEqual([
      'sections has no such entry, got "returns"; use one of checkout, catalogue, search, or name it there',
    ]);
    const plain = new VirtualService<string>(testChart('shop'), 'shop', { hosts: ['a.example'] });
    expect(refusals(() => plain.addRoutes('returns', ROUTES.search))).toEqual([
      'sections has no such entry, got "returns"; name it in sections',
    ]);
  });

  test('a section is filled twice', () => {
    const service = shop([]);
    service.addRoutes('search', ROUTES.search);
    expect(refusals(() => service.addRoutes('search', ROUTES.search))).toEqual([
      'sections has an entry that is filled twice, got "search"; ' +
        'give all rules of a section at once, so that their order is the one that is written, or name another section',
    ]);
  });

  test('a section is named twice', () => {
    expect(refusals(() => shop([], ['search', 'search']))).toEqual([
      'sections[1] is that of sections[0] as well, got "search"; name each section once',
    ]);
  });

  const swallowed = (taken: HttpRoute, ...others: HttpRoute[]) => {
    const service = shop(others);
    service.addRoutes('search', ROUTES.search);
    service.addRoutes('checkout', [taken]);
    return () => manifests(service);
  };
  const message = (of: string, i: number) =>
    `http[${i}] of ${of} never applies, since http[0] of section checkout takes its requests`;

  test.each<[string, HttpRoute]>([
    ['every request', rule('a')],
    ['every path', rule('a', path('/'))],
    ['a shorter path', rule('a', { ...path('/sea'), name: 'sea' })],
    ['the same, and another one', rule('a', { port: 80 }, path('/search'))],
  ])('one team takes the requests of another by %s', (_, taken) => {
    expect(swallowed(taken)).toThrow(
      `[test/shop] ${message('section search', 1)}, got [{"uri":{"prefix":"/search"}}]; ` +
        'give the earlier rule conditions that leave them, or name its section behind this one (IST0130)',
    );
  });

  test('a team takes all that is left to the maker of the rules', () => {
    expect(swallowed(rule('a', path('/')), rule('rest'))).toThrow(`${message('http', 2)}, got "every request"`);
  });

  test('a rule is added behind one that takes all', () => {
    const service = shop([rule('rest')]);
    service.addRoute(rule('late', path('/late')));
    expect(() => manifests(service)).toThrow('http[1] of addRoute never applies, since http[0] of http takes its requests');
  });
});

test.each<[string, HttpRoute]>([
  ['a longer path', rule('a', path('/search/by-name'))],
  ['one header', rule('a', { headers: { 'end-user': { exact: 'jason' } } })],
  ['an expression', rule('a', { uri: { regex: '/s.*' } })],
  ['the path without regard to case', rule('a', { ...path('/search'), ignoreUriCase: true })],
])('one team may take a part of the requests of another by %s', (_, taken) => {
  const service = shop([]);
  service.addRoutes('checkout', [taken]);
  service.addRoutes('search', ROUTES.search);
  expect(hostsOf(service)).toEqual(['a', 'search']);
});

test('what one hand writes may stand behind what takes all', () => {
  expect(hostsOf(shop([rule('rest'), rule('never', path('/never'))]))).toEqual(['rest', 'never']);
});
