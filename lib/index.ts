export * from './addons';
export * from './apps';
export * from './core';
export { Stages } from './delivery/stages';
export {
  type CustomPod,
  type CustomTemplate,
  type InjectAtSynthProps,
  injectAtSynth,
  injectText,
  templateText,
} from './injection';
export * from './install';
export * from './networking';
export * from './recipes';
export * from './security';
export { ISTIO_HUB, ISTIO_VERSION } from './versions';
