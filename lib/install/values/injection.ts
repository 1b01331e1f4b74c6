import type { CustomTemplate } from '../injection/custom-template';
import type { LabelSelector } from './kubernetes';

/** How sidecars get into pods. */
export interface SidecarInjectorWebhookValues {
  /**
   * Pods that never get a sidecar.
   * @default none
   */
  readonly neverInjectSelector: readonly LabelSelector[];
  /**
   * Pods that get a sidecar whatever the policy is.
   * @default none
   */
  readonly alwaysInjectSelector: readonly LabelSelector[];
  /**
   * Annotations of every pod that gets a sidecar.
   * @default none
   */
  readonly injectedAnnotations: Readonly<Record<string, string>>;
  /**
   * Whether namespaces without any label get sidecars; system namespaces do not.
   * @default false
   */
  readonly enableNamespacesByDefault: boolean;
  /**
   * Whether a pod is injected again after another webhook changed it.
   * @default Never
   */
  readonly reinvocationPolicy: 'Never' | 'IfNeeded';
  /**
   * Whether HTTP probes of the application go through the agent, so that they work with mutual TLS.
   * @default true
   */
  readonly rewriteAppHTTPProbe: boolean;
  /**
   * Further injection templates by name, as Go template text; one of a built-in name takes its place.
   * @default none
   */
  readonly templates: Readonly<Record<string, string>>;
  /**
   * Templates and aliases for pods that name none, in the order in which they apply.
   * @default `sidecar`
   */
  readonly defaultTemplates: readonly string[];
}

/** An istiod outside of this cluster. */
export interface IstiodRemoteValues {
  /**
   * Whether this cluster uses it, so that no istiod is emitted.
   * @default false
   */
  readonly enabled: boolean;
  /**
   * Whether an istiod inside of this cluster injects sidecars nevertheless.
   * @default false
   */
  readonly enabledLocalInjectorIstiod: boolean;
  /**
   * URL of the injection webhook, not of a Service of this cluster; `''` for the Service of istiod.
   * @default ''
   */
  readonly injectionURL: string;
  /**
   * Path of the injection webhook at the Service of istiod. May name cluster and network: `/inject/cluster/c2/net/n2`.
   * @default /inject
   */
  readonly injectionPath: string;
  /**
   * Certificates with which the injection webhook is trusted, PEM text in base64; `''` to let istiod write them.
   * @default ''
   */
  readonly injectionCABundle: string;
}

/** What the official chart has no values for. */
export interface InjectionValues {
  /**
   * Those of `sidecarInjectorWebhook.templates` that were written as typed templates, for injection at synth.
   * @default none
   */
  readonly templates: Readonly<Record<string, CustomTemplate>>;
  /**
   * Names under which pods may ask for one or more templates at once.
   * @default none
   */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
}
