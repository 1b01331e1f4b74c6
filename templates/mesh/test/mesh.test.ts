import { App } from 'cdk8s';
import { snapshotOf } from 'cdk8s-istio/testing';
import { addMesh } from '../lib/mesh';

const app = new App();
addMesh(app);

test('requests from outside reach web', () => {
  expect(snapshotOf(app, { kind: 'VirtualService', namespace: 'web' })).toMatchInlineSnapshot(`
"apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: web
  namespace: web
spec:
  gateways:
    - web
  hosts:
    - web.example.com
  http:
    - route:
        - destination:
            host: web
            subset: v1
          weight: 100
"
`);
});

test('the whole mesh talks mutual TLS', () => {
  expect(snapshotOf(app, { kind: 'PeerAuthentication' })).toMatchInlineSnapshot(`
"apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: mtls-strict-all
  namespace: istio-system
spec:
  mtls:
    mode: STRICT
"
`);
});
