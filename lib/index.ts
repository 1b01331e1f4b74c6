export * from './addons';
export * from './apps';
export * from './certificates';
export * from './core';
export * from './delivery';
export * from './extensions';
export * as GatewayApi from './gateway-api';
export {
  type CustomPod,
  type CustomTemplate,
  type Dataplane,
  type InjectAtSynthProps,
  injectAtSynth,
  injectText,
  MeshNamespace,
  type MeshNamespaceProps,
  template,
  templateText,
} from './injection';
export * from './install';
export * from './networking';
export * from './recipes';
export * from './security';
export * from './telemetry';
export * from './testing';
export { GATEWAY_API_VERSION, ISTIO_HUB, ISTIO_VERSION } from './versions';
