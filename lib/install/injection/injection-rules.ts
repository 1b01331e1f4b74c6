/** What the injector's ConfigMap takes from the values of the istiod chart. */
export interface InjectorChartValues {
  readonly revision: string;
  readonly global: { readonly proxy: { readonly autoInject: string } };
  readonly pilot: { readonly cni: object; readonly env: object };
  readonly gateways: { readonly securityContext?: object; readonly seccompProfile?: object };
  readonly sidecarInjectorWebhook: {
    readonly alwaysInjectSelector: readonly object[];
    readonly neverInjectSelector: readonly object[];
    readonly injectedAnnotations: Readonly<Record<string, string>>;
    readonly templates: Readonly<Record<string, string>>;
    readonly defaultTemplates: readonly string[];
  };
  readonly injection?: { readonly aliases: Readonly<Record<string, readonly string[]>> };
}

/** Which pods are injected, and with what. */
export interface InjectionRules {
  /** What pods get that name no template, in the order in which it applies. */
  readonly defaultTemplates: readonly string[];
  /** Whether pods are injected that say nothing: `enabled` or `disabled`. */
  readonly policy: string;
  /** Label selectors of pods that are injected whatever the policy says. */
  readonly alwaysInjectSelector: readonly object[];
  /** Label selectors of pods that are never injected; they come before the others. */
  readonly neverInjectSelector: readonly object[];
  /** What every injected pod gets. */
  readonly injectedAnnotations: Readonly<Record<string, string>>;
}

export function injectionRules({ global, sidecarInjectorWebhook: webhook }: InjectorChartValues): InjectionRules {
  return {
    defaultTemplates: webhook.defaultTemplates.length > 0 ? webhook.defaultTemplates : ['sidecar'],
    policy: global.proxy.autoInject,
    alwaysInjectSelector: webhook.alwaysInjectSelector,
    neverInjectSelector: webhook.neverInjectSelector,
    injectedAnnotations: webhook.injectedAnnotations,
  };
}

/** `data.values` of the injector's ConfigMap: the part of the chart's values that templates can read. */
export function injectorValues<V extends InjectorChartValues>({ gateways, global, pilot, revision, sidecarInjectorWebhook }: V) {
  const { securityContext, seccompProfile } = gateways;
  return {
    gateways: { securityContext, seccompProfile },
    global,
    pilot: { cni: pilot.cni, env: pilot.env },
    revision,
    sidecarInjectorWebhook,
  };
}
