import { analyze, messageOf, parseIgnored, type Rule } from '../../lib/analysis';
import { requireObjects } from '../../lib/analysis/ignored';
import { Mesh, readObjects } from '../../lib/model';

const noServices: Rule = {
  code: 'MESH9999',
  level: 'error',
  title: 'A Service',
  explanation: 'There is one.',
  fix: 'remove it',
  find: (mesh) => mesh.objectsOf('/Service').map((on) => ({ on, problem: 'is there' })),
};

const service = (annotation: string) => `apiVersion: v1
kind: Service
metadata:
  name: reviews
  namespace: shop
  annotations: { ${annotation} }`;

function codes(annotation: string, ignored = {}): string[] {
  const mesh = new Mesh(readObjects(service(annotation), 'mesh.yaml'));
  return analyze(mesh, { rules: [noServices], today: '2026-11-21', ...ignored }).map((one) => `${one.code}: ${messageOf(one)}`);
}

const FOUND = 'MESH9999: Service shop/reviews is there';

test.each([
  ['nothing is said', 'a: b', [FOUND]],
  ["Istio's annotation names the code", 'galley.istio.io/analyze-suppress: "IST0101,MESH9999"', []],
  ["Istio's annotation names all codes", 'galley.istio.io/analyze-suppress: "*"', []],
  ["Istio's annotation names another code", 'galley.istio.io/analyze-suppress: IST0101', [FOUND]],
  ['it is the last day', 'cdk8s-istio/ignore.MESH9999: "until 2026-11-21: soon gone"', []],
  [
    'the day has passed',
    'cdk8s-istio/ignore.MESH9999: "until 2026-11-20: soon gone"',
    [
      FOUND,
      'MESH0002: metadata.annotations["cdk8s-istio/ignore.MESH9999"] ended on 2026-11-20, got "until 2026-11-20: soon gone"',
    ],
  ],
  [
    'there is no reason',
    'cdk8s-istio/ignore.MESH9999: "until 2026-12-01"',
    [
      FOUND,
      'MESH0001: metadata.annotations["cdk8s-istio/ignore.MESH9999"] has no end or no reason, so nothing is ignored, got "until 2026-12-01"',
    ],
  ],
  [
    'there is no such day',
    'cdk8s-istio/ignore.MESH9999: "until 2026-02-30: never"',
    [
      FOUND,
      'MESH0001: metadata.annotations["cdk8s-istio/ignore.MESH9999"] has no end or no reason, so nothing is ignored, got "until 2026-02-30: never"',
    ],
  ],
  [
    'the mistake is gone',
    'cdk8s-istio/ignore.IST0101: "until 2026-12-01: soon"',
    [
      FOUND,
      'MESH0003: metadata.annotations["cdk8s-istio/ignore.IST0101"] ignores IST0101, which is not found any more, got "until 2026-12-01: soon"',
    ],
  ],
  [
    'the code is none',
    'cdk8s-istio/ignore.mesh9999: "until 2026-12-01: soon"',
    [
      FOUND,
      'MESH0001: metadata.annotations["cdk8s-istio/ignore.mesh9999"] names a code that there is not, so nothing is ignored, got "until 2026-12-01: soon"',
    ],
  ],
  [
    'a code of that form is none',
    'cdk8s-istio/ignore.IST0199: "until 2026-12-01: soon"',
    [
      FOUND,
      'MESH0001: metadata.annotations["cdk8s-istio/ignore.IST0199"] names a code that there is not, so nothing is ignored, got "until 2026-12-01: soon"',
    ],
  ],
  [
    "Istio's annotation names a code that there is not",
    'galley.istio.io/analyze-suppress: "MESH9999,IST0199"',
    [
      'MESH0001: metadata.annotations["galley.istio.io/analyze-suppress"] names a code that there is not, so nothing is ignored, got "IST0199"',
    ],
  ],
  [
    "Istio's annotation has a space",
    'galley.istio.io/analyze-suppress: "IST0101, MESH9999"',
    [
      FOUND,
      'MESH0001: metadata.annotations["galley.istio.io/analyze-suppress"] has spaces beside a code, so nothing is ignored, got " MESH9999"',
    ],
  ],
  ["Istio's annotation names a code that Istio alone has", 'galley.istio.io/analyze-suppress: IST0136,IST0171', [FOUND]],
  [
    'no code is named',
    'cdk8s-istio/ignore: "until 2026-12-01: soon"',
    [
      FOUND,
      'MESH0001: metadata.annotations["cdk8s-istio/ignore"] names no code, so nothing is ignored, got "until 2026-12-01: soon"',
    ],
  ],
])('what is found where %s', (_, annotation, expected) => {
  expect(codes(annotation)).toEqual(expected);
});

test.each([
  ['IST0199', '--ignore has a code that there is not, got "IST0199"; did you mean IST01'],
  ['ist0101', 'got "ist0101"; did you mean IST0101? docs/analysis.md has all of them'],
  ['IST101=Service/shop/reviews', 'got "IST101=Service/shop/reviews"; did you mean IST0101?'],
  ['XYZW77777777', 'use one of docs/analysis.md'],
  ['IST0101=reviews', '--ignore is no code, got "IST0101=reviews"; write IST0101, or'],
])('%s cannot be ignored', (text, message) => {
  expect(() => parseIgnored(text)).toThrow(message);
});

test.each(['IST0101', 'KIA0209', 'MESH0003', 'IST0136', 'IST0140=VirtualService/*/*', 'IST0102=Namespace//shop'])(
  '%s can be ignored',
  (text) => {
    const [code, object] = text.split('=');
    expect(parseIgnored(text)).toEqual(object === undefined ? { code } : { code, object });
  },
);

const { objects } = new Mesh(readObjects(service('a: b'), 'mesh.yaml'));

test.each([
  ['a name', 'Service/shop/revews', 'did you mean Service/shop/reviews?'],
  ['a kind', 'Servce/shop/reviews', 'did you mean Service/shop/reviews?'],
  ['a namespace', 'Service/elsewhere/reviews', 'leave it out, or name kind, namespace and name of one'],
  ['what a * stands for', 'Service/*/x*', 'leave it out'],
])('findings cannot be ignored of an object that is not there: %s', (_, object, fix) => {
  const message = `--ignore names no object of the manifests, got "IST0101=${object}"; ${fix}`;
  expect(() => requireObjects([{ code: 'IST0101', object }], objects)).toThrow(message);
});

test.each(['Service/shop/reviews', 'Service/*/*', '*/*/rev*'])('findings of %s can be ignored', (object) => {
  expect(() => requireObjects([{ code: 'IST0101' }, { code: 'IST0102', object }], objects)).not.toThrow();
});

test.each([
  [[{ code: 'MESH9999' }], []],
  [[{ code: 'MESH9999', object: 'Service/*/rev*' }], []],
  [[{ code: 'MESH9999', object: 'Service/shop/r' }], [FOUND]],
  [[{ code: 'IST0101' }], [FOUND]],
])('%j leaves %j', (ignored, expected) => {
  expect(codes('a: b', { ignored })).toEqual(expected);
});
