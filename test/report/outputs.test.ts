import { htmlOfReport, jsonOfReport, markdownOfReport, textOfReport } from '../../lib/report';
import { object, service, to, virtualService, workload } from '../simulation/asked';
import { reportOf } from './pairs';

const many = Array.from({ length: 3000 }, (_, i) => ({
  ...object('ConfigMap', `shop/c${i}`, undefined),
  apiVersion: 'v1',
  data: { key: '<b>@you</b>' },
}));
const SHOP = [service('shop/page'), workload('shop/page')];
const routes = (timeout: string) => virtualService('shop/page', { hosts: ['page'], http: [{ route: to('page'), timeout }] });

test('a change of writing alone is none', () => {
  const report = reportOf(SHOP, SHOP);
  expect(textOfReport(report)).toBe('Traffic\n  no change in traffic\n\nno object says anything else');
  expect(jsonOfReport(report)).toMatchObject({ trafficIsSame: true, traffic: [], objects: [] });
});

test.each([2000, 20_000, 65_000])('Markdown of %d characters at most says what it leaves out', (limit) => {
  const text = markdownOfReport(reportOf([...SHOP, routes('1s')], [...SHOP, routes('2s'), ...many]), { limit });
  expect(text.length).toBeLessThanOrEqual(limit);
  expect(text).toContain('- page: requests time out after 2 s instead of after 1 s');
  const [, left] = /and (\d+) more of objects, left out/.exec(text) ?? [];
  expect(Number(left) + (text.match(/^- (added|changed): /gm) ?? []).length).toBe(3001);
});

test('a limit that nothing fits into is refused', () => {
  expect(() => markdownOfReport(reportOf([], []), { limit: 10 })).toThrow(
    'report: limit is too small for a report, got 10; use 2000 or more',
  );
});

test('names and values cannot write Markdown or HTML', () => {
  const report = reportOf(
    [],
    [
      virtualService('shop/page', {
        hosts: ['page'],
        http: [{ directResponse: { status: 200, body: { string: '<b>@you</b>' } } }],
      }),
      ...SHOP,
    ],
  );
  expect(markdownOfReport(report)).not.toContain('<b>');
  expect(markdownOfReport(report)).not.toContain('@you');
  expect(htmlOfReport(report)).not.toContain('<b>');
});

test('the page is whole by itself', () => {
  const page = htmlOfReport(reportOf(SHOP, [...SHOP, routes('2s')]), { picture: '<svg></svg>' });
  expect(page).not.toMatch(/(src|href)=/);
  expect(page).toContain('page: requests time out after 2 s');
  expect(page).toContain('<figure><svg></svg></figure>');
});
