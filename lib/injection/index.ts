export { type CustomPod, type CustomTemplate, templateText } from '../install/injection/custom-template';
export { type InjectAtSynthProps, injectAtSynth } from './inject-at-synth';
export { injectText } from './inject-text';
export { type InjectorOfProps, injectorOf } from './injector-of';
