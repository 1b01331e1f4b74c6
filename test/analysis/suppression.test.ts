import { analyze, messageOf, type Rule } from '../../lib/analysis';
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
      'MESH0001: metadata.annotations["cdk8s-istio/ignore.mesh9999"] names no code, so nothing is ignored, got "until 2026-12-01: soon"',
    ],
  ],
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
  [[{ code: 'MESH9999' }], []],
  [[{ code: 'MESH9999', object: 'Service/*/rev*' }], []],
  [[{ code: 'MESH9999', object: 'Service/shop/r' }], [FOUND]],
  [[{ code: 'IST0101' }], [FOUND]],
])('%j leaves %j', (ignored, expected) => {
  expect(codes('a: b', { ignored })).toEqual(expected);
});
