import type { OneShapeOf } from '../core/one-shape-of';

/**
 * Where a module is: an OCI image, a `.wasm` file on the web, or one in the image of the proxy. Istio takes an image without `oci://` too,
 * but not one whose registry has a port.
 */
export type WasmUrl = `${'oci' | 'https' | 'http' | 'file'}://${string}`;

/** A variable in the environment of a module. */
export type WasmVariable = OneShapeOf<
  | {
      readonly name: string;
      /** @default INLINE, its `value` */
      readonly valueFrom?: 'INLINE';
      /** At most 2048 characters. @default '' */
      readonly value?: string;
    }
  | {
      readonly name: string;
      /** That of the proxy. */
      readonly valueFrom: 'HOST';
    }
>;

/** A module of WebAssembly, and how it is run. */
export interface WasmModule {
  /** Where the module is. */
  readonly url: WasmUrl;
  /** SHA-256 of the module or of the image, 64 digits in small hex, which is checked. @default not checked */
  readonly sha256?: string;
  /** When an image is fetched again. @default IfNotPresent, for the tag `latest` Always */
  readonly imagePullPolicy?: 'UNSPECIFIED_POLICY' | 'IfNotPresent' | 'Always';
  /** Secret of this namespace with the login for the registry. @default none */
  readonly imagePullSecret?: string;
  /** Nothing reads it as yet. @default none */
  readonly verificationKey?: string;
  /** Settings that the module gets, in its own terms. @default none */
  readonly pluginConfig?: Readonly<Record<string, unknown>>;
  /** Name of the plugin in the module, where it has several. At most 256 characters. @default none */
  readonly pluginName?: string;
  /** What becomes of requests when the module cannot be fetched or fails: 5xx, or they pass by it, or it is started anew. @default FAIL_CLOSE */
  readonly failStrategy?: 'FAIL_CLOSE' | 'FAIL_OPEN' | 'FAIL_RELOAD';
  /** @default an empty environment */
  readonly vmConfig?: {
    /** Environment of the module; of one name one variable. At most 256. @default none */
    readonly env?: readonly WasmVariable[];
  };
  /** Whether the module sees requests (`HTTP`) or connections (`NETWORK`). @default HTTP */
  readonly type?: 'UNSPECIFIED_PLUGIN_TYPE' | 'HTTP' | 'NETWORK';
}
