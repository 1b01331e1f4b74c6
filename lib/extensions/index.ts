export type { ExtensionProps, Phase, TrafficSelector } from './extension-base';
export type { ExtensionTargeting, ExtensionTargets } from './extension-targeting';
export { type LuaProgram, TrafficExtension, type TrafficExtensionProps } from './traffic-extension';
export type { WasmModule, WasmUrl, WasmVariable } from './wasm-module';
export { WasmPlugin, type WasmPluginProps } from './wasm-plugin';
