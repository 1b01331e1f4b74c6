import { found } from '../found';
import { deployment, gateway, requestAuthentication, to, virtualService } from '../routing-manifests';

const CLAIM = '@request.auth.claims.group';
const route = (header: string, gateways = ['edge/web'], field = 'headers') =>
  virtualService('r', {
    hosts: ['a.com'],
    gateways,
    http: [to({ host: 'reviews' }, { match: [{ [field]: { [header]: { exact: 'a' } } }] })],
  });
const pods = deployment('gw', { app: 'gw' }, 'edge') + gateway('web', { selector: { app: 'gw' } }, 'edge');
const policy = (namespace: string, selector?: object) => requestAuthentication('a', { ...(selector && { selector }) }, namespace);

test('a claim that the gateway does not check is reported', () => {
  expect(found(route(CLAIM) + pods, 'IST0149')).toEqual([
    `IST0149 VirtualService/shop/r: spec.http[0].match[0].headers["${CLAIM}"] is a claim that nobody checks at Gateway edge/web: Deployment edge/gw has no RequestAuthentication, got "${CLAIM}"`,
  ]);
});

test.each([
  ['the claim must be missing', route(CLAIM, ['edge/web'], 'withoutHeaders')],
  ['the policy is for other pods', route(CLAIM) + policy('edge', { matchLabels: { app: 'other' } })],
  ['the policy is of another namespace', route(CLAIM) + policy('shop')],
])('it is reported where %s', (_, manifests) => {
  expect(found(manifests + pods, 'IST0149')).toHaveLength(1);
});

test.each([
  ['a policy of the namespace is there', route(CLAIM) + policy('edge')],
  ['a policy for the pods is', route(CLAIM) + policy('edge', { matchLabels: { app: 'gw' } })],
  ['a policy of the mesh is', route(CLAIM) + policy('istio-system')],
  ['a header is asked for', route('group')],
  ['the Gateway is not there', route(CLAIM, ['edge/other'])],
])('nothing is reported where %s', (_, manifests) => {
  expect(found(manifests + pods, 'IST0149')).toEqual([]);
});
