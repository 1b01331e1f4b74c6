import { analyze, messageOf } from '../../../lib/analysis';
import { Mesh, readObjects } from '../../../lib/model';
import { destinationRule, service, virtualService } from './manifests';

const mesh = (manifests: string) => new Mesh(readObjects(manifests, 'mesh.yaml'));
const rule = (...versions: string[]) =>
  destinationRule(
    'reviews',
    `{ host: reviews, subsets: [${versions.map((v) => `{ name: ${v}, labels: { version: ${v} } }`).join(', ')}] }`,
  );
const route = (version: string) =>
  virtualService('reviews', `{ hosts: [reviews], http: [{ route: [{ destination: { host: reviews, subset: ${version} } }] }] }`);

function steps(before: string, after: string): string[] {
  const findings = analyze(mesh(service('reviews') + after), { before: mesh(service('reviews') + before) });
  return findings.filter(({ code }) => code === 'MESH0802').map(messageOf);
}

const USED =
  'spec.http[0].route[0].destination.subset is used in the step in which DestinationRule shop/reviews gets it, got "v2"';
const LOST = 'spec.subsets loses a subset in the step in which VirtualService shop/reviews stops using it, got "v1"';

test.each([
  ['a subset is added and used', rule('v1') + route('v1'), rule('v1', 'v2') + route('v2'), [USED]],
  ['a subset is left and removed', rule('v1', 'v2') + route('v1'), rule('v2') + route('v2'), [LOST]],
  ['one is replaced by another', rule('v1') + route('v1'), rule('v2') + route('v2'), [USED, LOST]],
  ['there was no DestinationRule', '', rule('v2') + route('v2'), [USED]],
  ['a subset is added', rule('v1') + route('v1'), rule('v1', 'v2') + route('v1'), []],
  ['the added subset is used', rule('v1', 'v2') + route('v1'), rule('v1', 'v2') + route('v2'), []],
  ['a subset that is not used is removed', rule('v1', 'v2') + route('v2'), rule('v2') + route('v2'), []],
  ['nothing changes', rule('v1') + route('v1'), rule('v1') + route('v1'), []],
])('%s', (_, before, after, expected) => {
  expect(steps(before, after).sort()).toEqual([...expected].sort());
});

test('a service that is new has no requests yet', () => {
  const findings = analyze(mesh(service('reviews') + rule('v2') + route('v2')), { before: mesh(service('ratings')) });
  expect(findings.filter(({ code }) => code === 'MESH0802')).toEqual([]);
});
