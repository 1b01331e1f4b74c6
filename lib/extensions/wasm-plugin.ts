import type { Construct } from 'constructs';
import { WasmPlugin as Api, type WasmPluginSpec } from '../../imports/extensions.istio.io';
import { wasmPluginProblems } from '../admission/wasm-plugin';
import type { AtMostOneOf } from '../core/one-of';
import type { Problem } from '../core/problem';
import { refuseSpec } from '../core/refuse-spec';
import { Resource } from '../core/resource';
import { toWire, type Wire } from '../core/wire';
import { type PolicyTargetRef, policyTargetProblems } from '../networking/policy-target';
import type { ExtensionProps, Phase } from './extension-base';
import { type ExtensionTargets, extensionTargetingProblems } from './extension-targeting';
import type { WasmModule } from './wasm-module';

interface Targets extends ExtensionTargets {
  /** @deprecated use `targetRefs` */
  readonly targetRef: PolicyTargetRef;
}

/** Props of a WasmPlugin. */
export type WasmPluginProps = ExtensionProps &
  WasmModule &
  AtMostOneOf<Targets> & {
    /** Where it is among the filters of Istio: before the named ones. @default UNSPECIFIED_PHASE, at the end */
    readonly phase?: 'UNSPECIFIED_PHASE' | Phase;
  };

/**
 * A module of WebAssembly among the filters of proxies.
 *
 * Source: https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/
 */
export class WasmPlugin extends Resource {
  /** @throws InvalidProps when a field is one that Istio refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: WasmPluginProps,
  ) {
    super(scope, id, Api.GVK, definition.metadata);
    refuseSpec(this, this.toSpec(), wasmPluginProblems);
  }

  protected override check(): Problem[] {
    const { targetRef } = this.definition;
    return [
      ...extensionTargetingProblems(this.definition, this.namespace),
      ...(targetRef === undefined ? [] : policyTargetProblems('targetRef', [targetRef], this.namespace)),
    ];
  }

  protected override toSpec(): Wire<WasmPluginSpec> {
    return toWire({ ...this.definition, metadata: undefined }, this.namespace) as Wire<WasmPluginSpec>;
  }
}
