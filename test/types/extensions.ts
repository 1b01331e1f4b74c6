import type { TrafficExtensionProps } from '../../lib/extensions/traffic-extension';
import type { WasmPluginProps } from '../../lib/extensions/wasm-plugin';
import { PolicyTarget } from '../../lib/networking/policy-target';
import { Workload } from '../../lib/networking/workload';

// What must not compile. Nothing runs this file.

const url = 'oci://example.com/a:v1';
const selector = Workload.unchecked({ app: 'a' });
const gateway = PolicyTarget.gateway({ name: 'web', metadata: {} });

export const plugins: WasmPluginProps[] = [
  {
    url,
    phase: 'AUTHN',
    selector,
    vmConfig: {
      env: [
        { name: 'A', value: 'b' },
        { name: 'C', valueFrom: 'HOST' },
      ],
    },
  },
  {
    url,
    targetRefs: [gateway],
    match: [{ mode: 'SERVER', ports: [{ number: 80 }] }],
    pluginConfig: { rules: [1, { a: false }] },
  },
  // @ts-expect-error the module is missing
  { phase: 'AUTHN' },
  // @ts-expect-error no such scheme
  { url: 's3://bucket/a.wasm' },
  // @ts-expect-error a registry with a port would be read as a scheme
  { url: 'localhost:5000/a:v1' },
  // @ts-expect-error no such phase
  { url, phase: 'UNSPECIFIED' },
  // @ts-expect-error workloads, or objects
  { url, selector, targetRefs: [gateway] },
  // @ts-expect-error one form of targets
  { url, targetRef: gateway, targetRefs: [gateway] },
  // @ts-expect-error no such strategy
  { url, failStrategy: 'CLOSE' },
  // @ts-expect-error Kubernetes writes it in capital letters
  { url, imagePullPolicy: 'always' },
  // @ts-expect-error the value is that of the proxy
  { url, vmConfig: { env: [{ name: 'A', value: 'b', valueFrom: 'HOST' }] } },
  // @ts-expect-error the name is missing
  { url, vmConfig: { env: [{ value: 'b' }] } },
  // @ts-expect-error an object
  { url, match: [{ ports: [80] }] },
  // @ts-expect-error no traffic at all
  { url, match: [] },
  // @ts-expect-error no such mode
  { url, match: [{ mode: 'INBOUND' }] },
];

const lua = { inlineCode: 'function envoy_on_request(h) end' };

export const extensions: TrafficExtensionProps[] = [
  { lua, phase: 'STATS', priority: -1 },
  { wasm: { url, failStrategy: 'FAIL_OPEN' }, targetRefs: [{ kind: 'Service', name: 'reviews' }] },
  // @ts-expect-error neither module nor program
  { phase: 'STATS' },
  // @ts-expect-error both
  { lua, wasm: { url } },
  // @ts-expect-error no program
  { lua: {} },
  // @ts-expect-error Envoy's name for it
  { lua: { inline_code: '' } },
  // @ts-expect-error the url of a module stands in wasm
  { url },
  // @ts-expect-error no module
  { wasm: { pluginName: 'a' } },
  // @ts-expect-error the older kind's word
  { lua, phase: 'UNSPECIFIED_PHASE' },
  // @ts-expect-error only the older kind has it
  { lua, targetRef: gateway },
  // @ts-expect-error workloads, or objects
  { lua, selector, targetRefs: [gateway] },
  // @ts-expect-error a number
  { lua, priority: 'high' },
];
