import type { Construct } from 'constructs';
import { TrafficExtension as Api, type TrafficExtensionSpec } from '../../imports/extensions.istio.io';
import { trafficExtensionProblems } from '../admission/traffic-extension';
import type { OneOf } from '../core/one-of';
import type { Problem } from '../core/problem';
import { refuseSpec } from '../core/refuse-spec';
import { Resource } from '../core/resource';
import { toWire, type Wire } from '../core/wire';
import type { ExtensionProps, Phase } from './extension-base';
import { type ExtensionTargeting, extensionTargetingProblems } from './extension-targeting';
import type { WasmModule } from './wasm-module';

/** A program in Lua. */
export interface LuaProgram {
  /** The program, with a function `envoy_on_request`, `envoy_on_response`, or both. At most 65536 bytes. It sees HTTP alone. */
  readonly inlineCode: string;
}

interface Programs {
  /** A module of WebAssembly. */
  wasm: WasmModule;
  /** A program in Lua. */
  lua: LuaProgram;
}

/** Props of a TrafficExtension. */
export type TrafficExtensionProps = ExtensionProps &
  ExtensionTargeting &
  OneOf<Programs> & {
    /** Where it is among the filters of Istio: before the named ones. @default UNSPECIFIED, at the end */
    readonly phase?: 'UNSPECIFIED' | Phase;
  };

/**
 * A program among the filters of proxies, in WebAssembly or in Lua.
 *
 * Source: https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/
 */
export class TrafficExtension extends Resource {
  /** @throws InvalidProps when a field is one that Istio refuses */
  constructor(
    scope: Construct,
    id: string,
    private readonly definition: TrafficExtensionProps,
  ) {
    super(scope, id, Api.GVK, definition.metadata);
    refuseSpec(this, this.toSpec(), trafficExtensionProblems);
  }

  protected override check(): Problem[] {
    return extensionTargetingProblems(this.definition, this.namespace);
  }

  protected override toSpec(): Wire<TrafficExtensionSpec> {
    return toWire({ ...this.definition, metadata: undefined }, this.namespace) as Wire<TrafficExtensionSpec>;
  }
}
