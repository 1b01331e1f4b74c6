import { type InjectionRules, type InjectorChartValues, injectionRules } from './injection-rules';
import { injectionTemplates } from './injection-templates';

/** `data.config` of the injector's ConfigMap, before it is written as YAML. */
export interface InjectorConfig extends InjectionRules {
  /** What an istiod before 1.9 reads: it cannot parse, so that such an istiod says so instead of injecting wrongly. */
  readonly template: string;
  /** Go template text by name. */
  readonly templates: Readonly<Record<string, string>>;
  /** Names for one or more templates; undefined for none. */
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
}

/** A template of the user's replaces the built-in one of the same name. */
export function injectorConfig(values: InjectorChartValues): InjectorConfig {
  const { aliases = {} } = values.injection ?? {};
  return {
    ...injectionRules(values),
    template: '{{ These_Templates_Need_Istiod_1_9_Or_Later }}',
    templates: { ...injectionTemplates(), ...values.sidecarInjectorWebhook.templates },
    ...(Object.keys(aliases).length > 0 && { aliases }),
  };
}
