import { WasmPlugin, type WasmPluginProps } from '../../lib/extensions/wasm-plugin';
import { PolicyTarget } from '../../lib/networking/policy-target';
import { Workload } from '../../lib/networking/workload';
import { manifestOf, refusals, specOf, testChart } from '../synth';

const plugin = (props: WasmPluginProps) => new WasmPlugin(testChart('shop'), 'plugin', props);
const url = 'oci://private-registry:5000/openid-connect/openid:latest';

test('a module alone', () => {
  expect(manifestOf(plugin({ url }), 'WasmPlugin', 'plugin')).toEqual({
    apiVersion: 'extensions.istio.io/v1alpha1',
    kind: 'WasmPlugin',
    metadata: { name: 'plugin', namespace: 'shop' },
    spec: { url },
  });
});

test('every prop', () => {
  const props: Required<Omit<WasmPluginProps, 'targetRef' | 'targetRefs'>> = {
    metadata: { name: 'all', namespace: 'data', labels: { app: 'db' }, annotations: { note: 'none' } },
    selector: { matchLabels: { istio: 'ingressgateway' } },
    url: 'file:///opt/filters/openid.wasm',
    sha256: '1ef0c9a92b0420cf25f7fe5d481b231464bc88f486ca3b9c83ed5cc21d2f6210',
    imagePullPolicy: 'Always',
    imagePullSecret: 'private-registry-pull-secret',
    verificationKey: 'key',
    pluginConfig: { openid_server: 'authn', openid_realm: ['ingress', 1, false, {}] },
    pluginName: 'openid',
    failStrategy: 'FAIL_OPEN',
    vmConfig: {
      env: [
        { name: 'POD_NAME', valueFrom: 'HOST' },
        { name: 'TRUST_DOMAIN', value: 'cluster.local', valueFrom: 'INLINE' },
        { name: 'EMPTY', value: '' },
      ],
    },
    type: 'HTTP',
    phase: 'AUTHN',
    priority: 0,
    match: [{ mode: 'SERVER', ports: [{ number: 80 }, { number: 81 }] }, {}],
  };
  expect(manifestOf(plugin(props), 'WasmPlugin', 'all')).toEqual({
    apiVersion: 'extensions.istio.io/v1alpha1',
    kind: 'WasmPlugin',
    metadata: { name: 'all', namespace: 'data', labels: { app: 'db' }, annotations: { note: 'none' } },
    spec: {
      selector: { matchLabels: { istio: 'ingressgateway' } },
      url: 'file:///opt/filters/openid.wasm',
      sha256: '1ef0c9a92b0420cf25f7fe5d481b231464bc88f486ca3b9c83ed5cc21d2f6210',
      imagePullPolicy: 'Always',
      imagePullSecret: 'private-registry-pull-secret',
      verificationKey: 'key',
      pluginConfig: { openid_server: 'authn', openid_realm: ['ingress', 1, false, {}] },
      pluginName: 'openid',
      failStrategy: 'FAIL_OPEN',
      vmConfig: {
        env: [
          { name: 'POD_NAME', valueFrom: 'HOST' },
          { name: 'TRUST_DOMAIN', value: 'cluster.local', valueFrom: 'INLINE' },
          { name: 'EMPTY', value: '' },
        ],
      },
      type: 'HTTP',
      phase: 'AUTHN',
      priority: 0,
      match: [{ mode: 'SERVER', ports: [{ number: 80 }, { number: 81 }] }, {}],
    },
  });
});

test('workloads and objects by reference', () => {
  const chart = testChart('shop');
  const gateway = PolicyTarget.gateway({ name: 'web', metadata: { namespace: 'shop' } });
  new WasmPlugin(chart, 'one', { url, targetRef: { kind: 'Service', name: 'cart' } });
  new WasmPlugin(chart, 'several', { url, targetRefs: [gateway] });
  new WasmPlugin(chart, 'workload', { url, selector: Workload.unchecked({ app: 'cart' }) });
  expect(specOf(chart, 'WasmPlugin', 'one')).toEqual({ url, targetRef: { kind: 'Service', name: 'cart' } });
  expect(specOf(chart, 'WasmPlugin', 'several')).toEqual({
    url,
    targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'web' }],
  });
  expect(specOf(chart, 'WasmPlugin', 'workload')).toEqual({ url, selector: { matchLabels: { app: 'cart' } } });
});

describe('fails when', () => {
  const forced = (props: object) => ({ url, ...props }) as unknown as WasmPluginProps;
  const PLACE = 'use oci://<image>, https://<host>/<path>, or file://<path> for one in the image of the proxy';

  test.each<[string, WasmPluginProps, ...string[]]>([
    ['the place is no URL', forced({ url: 'a b' }), `url is not the place of a module, got "a b"; ${PLACE}`],
    ['the scheme is unknown', forced({ url: 's3://a/b' }), `url is not the place of a module, got "s3://a/b"; ${PLACE}`],
    [
      'a registry with a port has no scheme before it',
      forced({ url: 'localhost:5000/a:v1' }),
      `url is not the place of a module, got "localhost:5000/a:v1"; ${PLACE}`,
    ],
    [
      'a variable is set against the proxy',
      forced({ vmConfig: { env: [{ name: 'A' }, { name: 'B', valueFrom: 'HOST', value: '' }] } }),
      'vmConfig.env[1].value is set, though HOST takes that of the proxy, got ""; use INLINE',
    ],
    [
      'it is for workloads and for objects of no kind',
      forced({ selector: { matchLabels: { '': 'a' } }, targetRefs: [{ kind: 'VirtualService', name: 'a' }] }),
      'targetRefs is set beside selector; keep one of the two',
      'targetRefs[0].kind is nothing that a policy can be for, got "VirtualService"; use one of core/Service, ' +
        'networking.istio.io/ServiceEntry, gateway.networking.k8s.io/Gateway, gateway.networking.k8s.io/GatewayClass',
      'selector.matchLabels has a label without a key, got {"":"a"}; name the label',
    ],
  ])('%s', (_, props, ...messages) => {
    expect(refusals(() => plugin(props))).toEqual(messages);
  });

  test('the schema does not take it', () => {
    const env = [{ name: 'A' }, { name: 'A' }];
    const said = refusals(() => plugin({ url, sha256: 'ABC', vmConfig: { env }, match: [{ ports: [{ number: 0 }] }] }));
    expect(said.map((problem) => problem.split(' ')[0])).toEqual(['sha256', 'vmConfig.env[1]', 'match[0].ports[0].number']);
  });

  test('it is for an object of another namespace', () => {
    const target = PolicyTarget.gateway({ name: 'web', metadata: { namespace: 'edge' } });
    expect(plugin({ url, targetRefs: [target] }).node.validate()).toEqual([
      'targetRefs[0] is a Gateway of another namespace than shop, got "edge/web"; put the policy in namespace edge',
    ]);
  });
});
