export { type InjectionRules, injectionRules, injectorValues } from './injection-rules';
export { injectionTemplates } from './injection-templates';
export { type InjectorConfig, injectorConfig } from './injector-config';
