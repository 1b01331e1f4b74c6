import type { WasmPluginSpec } from '../../imports/extensions.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { selectorProblems } from './labels';
import { targetingProblems } from './policy-target';
import { wasmProblems } from './wasm';

/** What Istio refuses in the spec of a WasmPlugin, beyond its schema. */
export function wasmPluginProblems(spec: Wire<WasmPluginSpec>): Problem[] {
  return [
    ...targetingProblems(spec),
    ...selectorProblems('selector.matchLabels', spec.selector?.matchLabels),
    ...wasmProblems('', spec),
  ];
}
