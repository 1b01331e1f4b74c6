import type { WasmPluginSpec, WasmPluginSpecVmConfigEnv } from '../../imports/extensions.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { requestScheme } from './go-url';

/** The part of a plugin's spec that says which module is run, and how. */
type Module = Pick<Wire<WasmPluginSpec>, 'url' | 'vmConfig'>;

const SCHEMES = ['', 'file', 'http', 'https', 'oci'];

function urlProblems(field: string, url: string): Problem[] {
  const scheme = requestScheme(url) ?? requestScheme(`http://${url}`);
  if (scheme !== undefined && SCHEMES.includes(scheme)) return [];
  const fix = 'use oci://<image>, https://<host>/<path>, or file://<path> for one in the image of the proxy';
  return [{ field, problem: 'is not the place of a module', got: url, fix }];
}

function envProblems(field: string, { value, valueFrom }: Wire<WasmPluginSpecVmConfigEnv>): Problem[] {
  if (valueFrom !== 'HOST' || value === undefined) return [];
  return [{ field: `${field}.value`, problem: 'is set, though HOST takes that of the proxy', got: value, fix: 'use INLINE' }];
}

/** Problems of a module of WebAssembly. */
export function wasmProblems(field: string, { url, vmConfig }: Module): Problem[] {
  return [
    ...urlProblems(`${field}url`, url),
    ...(vmConfig?.env ?? []).flatMap((variable, i) => envProblems(`${field}vmConfig.env[${i}]`, variable)),
  ];
}
