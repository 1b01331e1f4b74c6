import { given, type IstiodValues, type LabelSelector, type LabelSelectorRequirement } from '../values';
import { revisioned } from './revision';

/** The label by which a namespace asks for the default control plane. */
const NAMESPACE_LABEL = 'istio-injection';

/** The label by which a namespace or a pod asks for one control plane. */
const REVISION_LABEL = 'istio.io/rev';

/** The label by which a pod asks for a sidecar, or refuses it. */
const POD_LABEL = 'sidecar.istio.io/inject';

/** Namespaces that never get sidecars without asking. */
const SYSTEM_NAMESPACES = ['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage'];

function absent(key: string): LabelSelectorRequirement {
  return { key, operator: 'DoesNotExist' };
}

function oneOf(key: string, ...values: readonly string[]): LabelSelectorRequirement {
  return { key, operator: 'In', values };
}

function noneOf(key: string, ...values: readonly string[]): LabelSelectorRequirement {
  return { key, operator: 'NotIn', values };
}

function all(...matchExpressions: readonly LabelSelectorRequirement[]): LabelSelector {
  return { matchExpressions };
}

/** One way in which a pod is chosen; no pod is chosen in two ways. */
interface Choice {
  readonly prefix: string;
  readonly namespaceSelector: LabelSelector;
  readonly objectSelector: LabelSelector;
}

/** Pods that name the control plane, by their namespace or by themselves. */
function byRevision(name: string): Choice[] {
  return [
    {
      prefix: 'rev.namespace.',
      namespaceSelector: all(oneOf(REVISION_LABEL, name), absent(NAMESPACE_LABEL)),
      objectSelector: all(noneOf(POD_LABEL, 'false')),
    },
    {
      prefix: 'rev.object.',
      namespaceSelector: all(absent(REVISION_LABEL), absent(NAMESPACE_LABEL)),
      objectSelector: all(noneOf(POD_LABEL, 'false'), oneOf(REVISION_LABEL, name)),
    },
  ];
}

/** Pods that ask for a sidecar and name no control plane. */
function byDefault({ enableNamespacesByDefault }: IstiodValues['sidecarInjectorWebhook']): Choice[] {
  const unlabelled = [absent(NAMESPACE_LABEL), absent(REVISION_LABEL)];
  const unasked: Choice = {
    prefix: 'auto.',
    namespaceSelector: all(...unlabelled, noneOf('kubernetes.io/metadata.name', ...SYSTEM_NAMESPACES)),
    objectSelector: all(absent(POD_LABEL), absent(REVISION_LABEL)),
  };
  return [
    {
      prefix: 'namespace.',
      namespaceSelector: all(oneOf(NAMESPACE_LABEL, 'enabled')),
      objectSelector: all(noneOf(POD_LABEL, 'false')),
    },
    {
      prefix: 'object.',
      namespaceSelector: all(...unlabelled),
      objectSelector: all(oneOf(POD_LABEL, 'true'), absent(REVISION_LABEL)),
    },
    ...(enableNamespacesByDefault ? [unasked] : []),
  ];
}

function clientConfig(values: IstiodValues): object {
  const { global, istiodRemote } = values;
  const url = given(istiodRemote.injectionURL);
  const service = {
    name: revisioned('istiod', values),
    namespace: global.istioNamespace,
    path: istiodRemote.injectionPath,
    port: 443,
  };
  return { ...(url === undefined ? { service } : { url }), caBundle: given(istiodRemote.injectionCABundle) };
}

/**
 * The webhooks that inject sidecars into pods.
 * @param name by which namespaces and pods ask for this control plane: its revision, a tag of it, or `default`
 * @param isDefault whether it also serves those that name no control plane
 */
export function injectionWebhooks(values: IstiodValues, name: string, isDefault: boolean): object[] {
  const choices = [...byRevision(name), ...(isDefault ? byDefault(values.sidecarInjectorWebhook) : [])];
  return choices.map(({ prefix, namespaceSelector, objectSelector }) => ({
    name: `${prefix}sidecar-injector.istio.io`,
    clientConfig: clientConfig(values),
    sideEffects: 'None',
    rules: [{ operations: ['CREATE'], apiGroups: [''], apiVersions: ['v1'], resources: ['pods'] }],
    failurePolicy: 'Fail',
    reinvocationPolicy: values.sidecarInjectorWebhook.reinvocationPolicy,
    admissionReviewVersions: ['v1'],
    namespaceSelector,
    objectSelector,
  }));
}
