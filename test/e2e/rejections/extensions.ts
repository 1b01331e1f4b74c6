import { rejected } from './rejection';

const url = 'oci://example.com/plugin:1';
const inlineCode = 'function envoy_on_request(handle) end';
const services = (count: number) => Array.from({ length: count }, (_, i) => ({ kind: 'Service', name: `a-${i}` }));

export const EXTENSIONS = [
  ...rejected('WasmPlugin', {
    'no module': {},
    'a module of an unknown scheme': { url: 'ftp://example.com/plugin.wasm' },
    'a checksum in capitals': { url, sha256: 'A'.repeat(64) },
    'an unknown phase': { url, phase: 'LAST' },
    'an unknown way to fail': { url, failStrategy: 'FAIL_SOFT' },
    'a variable of the proxy with a value': { url, vmConfig: { env: [{ name: 'A', valueFrom: 'HOST', value: 'b' }] } },
    'one variable twice': { url, vmConfig: { env: [{ name: 'A' }, { name: 'A', value: 'b' }] } },
    'a port of 0': { url, match: [{ ports: [{ number: 0 }] }] },
    'a plugin name that is too long': { url, pluginName: 'a'.repeat(257) },
    'workloads and objects': { url, selector: { matchLabels: { app: 'a' } }, targetRefs: services(1) },
    'an object of a kind that is none': { url, targetRefs: [{ group: 'apps', kind: 'Deployment', name: 'a' }] },
  }),
  ...rejected('TrafficExtension', {
    'no program': {},
    'two programs': { wasm: { url }, lua: { inlineCode } },
    'an empty program': { lua: { inlineCode: '' } },
    'a program that is too long': { lua: { inlineCode: '-'.repeat(65537) } },
    'an unknown phase': { lua: { inlineCode }, phase: 'UNSPECIFIED_PHASE' },
    'an unknown side': { lua: { inlineCode }, match: [{ mode: 'BOTH' }] },
    'a module of an unknown scheme': { wasm: { url: 'ftp://example.com/plugin.wasm' } },
    'more objects than 16': { lua: { inlineCode }, targetRefs: services(17) },
    'an object of another namespace': { lua: { inlineCode }, targetRefs: [{ kind: 'Service', name: 'a', namespace: 'other' }] },
  }),
];
