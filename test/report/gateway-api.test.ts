import { apps, type Manifest, object } from '../simulation/asked';
import { sentencesOf } from './pairs';

const API = 'gateway.networking.k8s.io/v1';
const of = (kind: string, place: string, spec: object) => ({ ...object(kind, place, spec), apiVersion: API });
const APPS: readonly Manifest[] = [
  ...apps(['shop/page', 'shop/cart', 'far/pay']),
  of('Gateway', 'shop/web', { gatewayClassName: 'istio', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] }),
];
const backend = (text: string, weight = 1) => {
  const [namespace, name] = text.split('/');
  return { namespace, name, port: 80, weight };
};
const route = (...rules: readonly object[]) => of('HTTPRoute', 'shop/shop', { parentRefs: [{ name: 'web' }], rules });
const below = (value: string) => ({ matches: [{ path: { type: 'PathPrefix', value } }] });
const grant = of('ReferenceGrant', 'far/shop', {
  from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop' }],
  to: [{ group: '', kind: 'Service' }],
});
const AT_WEB = 'other hosts through gateway shop/web: requests';

test.each<[string, readonly Manifest[], readonly Manifest[], readonly string[]]>([
  [
    'weights',
    [route({ backendRefs: [backend('shop/page')] })],
    [route({ backendRefs: [backend('shop/page', 9), backend('shop/cart')] })],
    [`${AT_WEB} go to 90 % shop/page, 10 % shop/cart instead of shop/page`],
  ],
  [
    'another path',
    [route({ ...below('/a'), backendRefs: [backend('shop/page')] })],
    [route({ ...below('/b'), backendRefs: [backend('shop/page')] })],
    [
      `${AT_WEB} with path /a or path beginning with /a/ get 404 (no route matches) instead of going to shop/page`,
      `${AT_WEB} with path /b or path beginning with /b/ go to shop/page instead of getting 404 (no route matches)`,
    ],
  ],
  [
    'a grant that goes',
    [grant, route({ backendRefs: [backend('far/pay')] })],
    [route({ backendRefs: [backend('far/pay')] })],
    [`${AT_WEB} get 500 (the proxy does not know an unusable backend) instead of going to far/pay`],
  ],
])('a route of the Gateway API: %s', (_, before, after, sentences) =>
  expect(sentencesOf([...APPS, ...before], [...APPS, ...after])).toEqual(sentences),
);
