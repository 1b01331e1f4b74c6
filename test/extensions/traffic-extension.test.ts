import { TrafficExtension, type TrafficExtensionProps } from '../../lib/extensions/traffic-extension';
import { PolicyTarget } from '../../lib/networking/policy-target';
import { manifestOf, refusals, specOf, testChart } from '../synth';

const extension = (props: TrafficExtensionProps) => new TrafficExtension(testChart('shop'), 'extension', props);
const lua = { inlineCode: 'function envoy_on_request(request) end' };

test('a program alone', () => {
  expect(manifestOf(extension({ lua }), 'TrafficExtension', 'extension')).toEqual({
    apiVersion: 'extensions.istio.io/v1alpha1',
    kind: 'TrafficExtension',
    metadata: { name: 'extension', namespace: 'shop' },
    spec: { lua },
  });
});

test('every prop', () => {
  const props: Required<Omit<TrafficExtensionProps, 'targetRefs' | 'lua'>> = {
    metadata: { name: 'all', namespace: 'data', labels: { app: 'db' }, annotations: { note: 'none' } },
    selector: { matchLabels: { app: 'db' } },
    wasm: {
      url: 'https://example.com/a.wasm',
      sha256: '',
      imagePullPolicy: 'IfNotPresent',
      imagePullSecret: 'login',
      verificationKey: '',
      pluginConfig: {},
      pluginName: 'a',
      failStrategy: 'FAIL_RELOAD',
      vmConfig: { env: [] },
      type: 'NETWORK',
    },
    phase: 'AUTHZ',
    priority: -5,
    match: [{ mode: 'CLIENT_AND_SERVER' }],
  };
  expect(manifestOf(extension(props as TrafficExtensionProps), 'TrafficExtension', 'all')).toEqual({
    apiVersion: 'extensions.istio.io/v1alpha1',
    kind: 'TrafficExtension',
    metadata: { name: 'all', namespace: 'data', labels: { app: 'db' }, annotations: { note: 'none' } },
    spec: {
      selector: { matchLabels: { app: 'db' } },
      wasm: {
        url: 'https://example.com/a.wasm',
        sha256: '',
        imagePullPolicy: 'IfNotPresent',
        imagePullSecret: 'login',
        verificationKey: '',
        pluginConfig: {},
        pluginName: 'a',
        failStrategy: 'FAIL_RELOAD',
        vmConfig: { env: [] },
        type: 'NETWORK',
      },
      phase: 'AUTHZ',
      priority: -5,
      match: [{ mode: 'CLIENT_AND_SERVER' }],
    },
  });
});

test('a program for a Service behind a waypoint', () => {
  const target = PolicyTarget.service({ name: 'cart', metadata: { namespace: 'shop' } });
  expect(specOf(extension({ lua, targetRefs: [target] }), 'TrafficExtension', 'extension')).toEqual({
    lua,
    targetRefs: [{ group: '', kind: 'Service', name: 'cart' }],
  });
});

describe('fails when', () => {
  const forced = (props: object) => props as unknown as TrafficExtensionProps;

  test.each<[string, TrafficExtensionProps, ...string[]]>([
    ['there is no program', forced({}), 'lua is missing, and so is wasm; set one of the two'],
    [
      'the program is too long in bytes',
      { lua: { inlineCode: `--${'é'.repeat(32768)}` } },
      'lua.inlineCode is too long, got "65538 bytes"; shorten it to 65536 bytes, or make a module of WebAssembly of it',
    ],
    [
      'the module is nowhere',
      forced({ wasm: { url: 'ftp://a/b.wasm', vmConfig: { env: [{ name: 'A', value: 'b', valueFrom: 'HOST' }] } } }),
      'wasm.url is not the place of a module, got "ftp://a/b.wasm"; ' +
        'use oci://<image>, https://<host>/<path>, or file://<path> for one in the image of the proxy',
      'wasm.vmConfig.env[0].value is set, though HOST takes that of the proxy, got "b"; use INLINE',
    ],
    [
      'it is for workloads by wildcard',
      { lua, selector: { matchLabels: { app: '*' } } },
      'selector.matchLabels has a *, which picks nothing, got "app=*"; write the whole key and the whole value',
    ],
  ])('%s', (_, props, ...messages) => {
    expect(refusals(() => extension(props))).toEqual(messages);
  });

  test('the schema does not take it', () => {
    expect(refusals(() => extension(forced({ lua, wasm: { url: 'oci://a' } })))).toEqual([
      'spec can have only one of wasm, lua, got ["wasm","lua"]; keep one of them',
    ]);
  });
});
