import type { MeshConfig } from '../../imports/mesh-config';
import { layProxyConfig, readProxyConfig } from '../admission/pod-annotations/proxy-config';
import { goJson } from '../core/go-text';
import type { CustomTemplate } from '../install/injection/custom-template';
import { podTemplates } from '../install/injection/pod-templates';
import type { Node } from '../install/injection/template';
import { annotationProblems } from './annotation-rules';
import { rewriteProbes } from './app-probes';
import { orderContainers } from './container-order';
import { evaluateTemplate } from './evaluate-template';
import { withDefaults } from './kubernetes-defaults';
import { type MeshSettings, meshSettings } from './mesh-settings';
import { alignUsers, beforeInjection, earlierStatus, reapplyOverrides } from './overrides';
import type { Owner } from './owner';
import { annotate, changeContainer, type Marks, named, type Pod, PROXY } from './pod';
import { forgetAgent, mergeMetrics, tellSecurePort } from './prometheus';
import { type ProxyConfigObject, proxyConfigLayers } from './proxy-config-objects';
import { proxyUser } from './proxy-user';
import { mergeIntoPod } from './strategic-merge';
import { templateInputs } from './template-inputs';

/** What injection itself reads of the values; templates read more. */
export interface InjectorValues {
  readonly revision?: string;
  readonly global?: {
    readonly hub?: string;
    readonly tag?: string | number | null;
    readonly variant?: string;
    readonly network?: string;
    readonly multiCluster?: { readonly clusterName?: string };
    readonly proxy?: { readonly image?: string; readonly holdApplicationUntilProxyStarts?: boolean };
    readonly proxy_init?: { readonly image?: string };
  };
  readonly sidecarInjectorWebhook?: {
    readonly rewriteAppHTTPProbe?: boolean;
    readonly templates?: Readonly<Record<string, string>>;
  };
}

export interface InjectorProps {
  /** `data.values` of the injector's ConfigMap. */
  readonly values: InjectorValues;
  /** `data.mesh` of istiod's ConfigMap. */
  readonly mesh: MeshConfig;
  /** '' for the default revision. */
  readonly revision: string;
  /**
   * Templates of pods that name none, in the order in which they apply.
   * @default `sidecar`
   */
  readonly defaultTemplates?: readonly string[];
  /**
   * Further templates by name; one of a built-in name takes its place.
   * @default none
   */
  readonly templates?: Readonly<Record<string, CustomTemplate>>;
  /**
   * Names that stand for one or more templates.
   * @default none
   */
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
  /**
   * Whether the proxy is an init container that keeps running, unless a pod says otherwise.
   * @default false
   */
  readonly nativeSidecars?: boolean;
  /**
   * Annotations of every injected pod.
   * @default none
   */
  readonly injectedAnnotations?: Marks;
  /**
   * Policy that all cryptography has to obey: `fips-140-2`.
   * @default none
   */
  readonly compliancePolicy?: string;
  /**
   * Whether pods are seen as the webhook sees them, with the defaults that the API server fills in before; `istioctl kube-inject` sees
   * them as they are written, and asks the agent on the `statusPort` of the pod's own `proxy.istio.io/config`, where the webhook keeps to
   * that of the mesh.
   * @default false
   */
  readonly seesDefaults?: boolean;
  /**
   * The ProxyConfig objects that istiod knows, in the order in which they were made.
   * @default none, as for `istioctl kube-inject`
   */
  readonly proxyConfigs?: readonly ProxyConfigObject[];
  /**
   * Variables of the proxy that stand in the path of the webhook.
   * @default none
   */
  readonly pathEnv?: Marks;
  /**
   * Annotations of a namespace, where OpenShift says which users its pods may have.
   * @default none, the proxy runs as user and group 1337
   */
  readonly annotationsOf?: (namespace: string) => Marks;
}

/** What istiod's webhook makes of pods, without istiod. */
export class Injector {
  readonly #props: InjectorProps;
  readonly #mesh: MeshSettings;
  readonly #templates: ReadonlyMap<string, Node<object> | string>;

  /** @throws Error with the field of the mesh configuration that has a value of another type */
  constructor(props: InjectorProps) {
    this.#props = props;
    this.#mesh = meshSettings(props.mesh);
    const texts = props.values.sidecarInjectorWebhook?.templates ?? {};
    this.#templates = new Map<string, Node<object> | string>([
      ...Object.entries(podTemplates),
      ...Object.entries(texts),
      ...Object.entries(props.templates ?? {}),
    ]);
  }

  /**
   * The pod with everything that its templates add.
   * @throws Error with everything that istiod refuses about the pod
   */
  inject(pod: Pod, owner: Owner): Pod {
    const { annotations = {}, labels = {} } = pod.metadata;
    const problems = annotationProblems(annotations);
    if (problems.length > 0) throw new Error(problems.join('\n'));
    const {
      values,
      revision,
      injectedAnnotations,
      nativeSidecars = false,
      pathEnv = {},
      proxyConfigs = [],
      seesDefaults = false,
    } = this.#props;
    const own = annotations['proxy.istio.io/config'];
    const mesh = this.#mesh;
    const { below, above } = proxyConfigLayers(proxyConfigs, mesh.rootNamespace, owner.namespace, labels);
    const layers: unknown[] = [...below, ...(own === undefined ? [] : [readProxyConfig(own)]), ...above];
    const proxyConfig = layers.reduce(layProxyConfig, mesh.proxyConfig);
    const agent =
      seesDefaults || own === undefined ? mesh : { ...mesh, proxyConfig: layProxyConfig(mesh.proxyConfig, readProxyConfig(own)) };
    const network = labels['topology.istio.io/network'] ?? (pathEnv['ISTIO_META_NETWORK'] || (values.global?.network ?? ''));
    const cluster = pathEnv['ISTIO_META_CLUSTER_ID'] || (values.global?.multiCluster?.clusterName ?? '');

    const seen = (one: Pod) => (seesDefaults ? withDefaults(one) : one);
    const original = seen(pod);
    const stripped = earlierStatus(pod) === undefined ? beforeInjection(original) : forgetAgent(beforeInjection(original), agent);
    const user = proxyUser(this.#props.annotationsOf?.(owner.namespace));
    const inputs = { ...templateInputs({ ...this.#props, pod: stripped, owner, mesh, proxyConfig, nativeSidecars }), ...user };
    const native = annotations['sidecar.istio.io/nativeSidecar'];
    const isNative = native === 'true' || (nativeSidecars && native !== 'false');
    let merged = pod;
    let template: Pod = { metadata: {}, spec: {} };
    for (const name of this.#templatesOf(annotations)) {
      const patch = evaluateTemplate(this.#template(name), { values, inputs });
      template = mergeIntoPod(template, patch);
      merged = mergeIntoPod(isNative ? withNativeProxy(merged, template) : merged, patch);
    }

    merged = reapplyOverrides(merged, original, template);
    const mode = merged.metadata.annotations?.['sidecar.istio.io/interceptionMode'];
    merged = alignUsers(merged, pod, proxyConfig.interceptionMode === 'TPROXY' || mode === 'TPROXY');
    merged = tellPlace(merged, {
      ...pathEnv,
      ...(cluster !== '' && { ISTIO_META_CLUSTER_ID: cluster }),
      ...(network !== '' && { ISTIO_META_NETWORK: network }),
    });
    merged = tellSecurePort(mergeMetrics(merged, agent));
    merged = rewriteProbes(merged, seen(merged), {
      byDefault: values.sidecarInjectorWebhook?.rewriteAppHTTPProbe ?? false,
      agentPort: agent.proxyConfig.statusPort ?? 0,
    });
    const labelled = network === '' ? merged : label(merged, { 'topology.istio.io/network': network });
    const noted = annotate(labelled, { 'sidecar.istio.io/status': status(template, revision), ...injectedAnnotations });
    const holds = proxyConfig.holdApplicationUntilProxyStarts ?? false;
    return orderContainers(noted, holds || (values.global?.proxy?.holdApplicationUntilProxyStarts ?? false));
  }

  #templatesOf(annotations: Marks): readonly string[] {
    const { aliases = {}, defaultTemplates = ['sidecar'] } = this.#props;
    const asked = annotations['inject.istio.io/templates']?.split(',').map((name) => name.trim());
    return (asked ?? defaultTemplates).flatMap((name) => aliases[name] ?? [name]);
  }

  #template(name: string): Node<object> {
    const template = this.#templates.get(name);
    if (template !== undefined && typeof template !== 'string') return template;
    const advice =
      template === undefined
        ? `is unknown; use ${[...this.#templates.keys()].join(', ')}`
        : 'is Go template text, which only istiod can read; write it as a typed template, or leave the pod to the webhook';
    throw new Error(`annotation inject.istio.io/templates: the template ${name} ${advice}`);
  }
}

/** What the user wrote over the proxy stands among the usual containers, also where the proxy is an init container. */
function withNativeProxy(pod: Pod, template: Pod): Pod {
  const { containers, initContainers = [] } = pod.spec;
  const own = named(containers, PROXY);
  if (own === undefined || named(template.spec.initContainers, PROXY) === undefined) return pod;
  const others = containers!.filter((container) => container !== own);
  return { ...pod, spec: { ...pod.spec, containers: others, initContainers: [...initContainers, own] } };
}

/** The variables take the place of what the template says of the same. */
function tellPlace(pod: Pod, variables: Readonly<Record<string, string>>): Pod {
  const known = Object.entries(variables).sort(([a], [b]) => (a < b ? -1 : 1));
  if (known.length === 0) return pod;
  return changeContainer(pod, PROXY, (proxy) => ({
    ...proxy,
    env: [
      ...(proxy.env ?? []).filter(({ name }) => !known.some(([one]) => one === name)),
      ...known.map(([name, value]) => ({ name, value })),
    ],
  }));
}

function label(pod: Pod, labels: Marks): Pod {
  return { ...pod, metadata: { ...pod.metadata, labels: { ...pod.metadata.labels, ...labels } } };
}

/** What was injected, so that a second injection can take it away first. */
function status({ spec }: Pod, revision: string): string {
  const names = (list: Pod['spec']['volumes']) => (list === undefined || list.length === 0 ? null : list.map(({ name }) => name));
  return goJson({
    initContainers: names(spec.initContainers),
    containers: names(spec.containers),
    volumes: names(spec.volumes),
    imagePullSecrets: names(spec.imagePullSecrets),
    revision: revision === '' ? 'default' : revision,
  });
}
