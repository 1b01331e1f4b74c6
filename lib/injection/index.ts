export type { CustomPod } from '../install/injection/custom-pod';
export { type CustomTemplate, templateText } from '../install/injection/custom-template';
export * as template from '../install/injection/language';
export { type InjectAtSynthProps, injectAtSynth } from './inject-at-synth';
export { injectText } from './inject-text';
export { type Dataplane, MeshNamespace, type MeshNamespaceProps } from './mesh-namespace';
