import type { TrafficExtensionSpec } from '../../imports/extensions.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { selectorProblems } from './labels';
import { targetingProblems } from './policy-target';
import { wasmProblems } from './wasm';

const LONGEST_CODE = 65536;

function codeProblems(code: string | undefined): Problem[] {
  const bytes = Buffer.byteLength(code ?? '');
  if (bytes <= LONGEST_CODE) return [];
  const fix = `shorten it to ${LONGEST_CODE} bytes, or make a module of WebAssembly of it`;
  return [{ field: 'lua.inlineCode', problem: 'is too long', got: `${bytes} bytes`, fix }];
}

function neitherProblems({ lua, wasm }: Wire<TrafficExtensionSpec>): Problem[] {
  if (lua !== undefined || wasm !== undefined) return [];
  return [{ field: 'lua', problem: 'is missing, and so is wasm', fix: 'set one of the two' }];
}

/** What Istio refuses in the spec of a TrafficExtension, beyond its schema. */
export function trafficExtensionProblems(spec: Wire<TrafficExtensionSpec>): Problem[] {
  return [
    ...neitherProblems(spec),
    ...targetingProblems(spec),
    ...selectorProblems('selector.matchLabels', spec.selector?.matchLabels),
    ...codeProblems(spec.lua?.inlineCode),
    ...(spec.wasm === undefined ? [] : wasmProblems('wasm.', spec.wasm)),
  ];
}
