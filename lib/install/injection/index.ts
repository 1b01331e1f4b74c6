export { injectionTemplates } from './injection-templates';
export { type InjectorConfig, injectorConfig, injectorValues } from './injector-config';
