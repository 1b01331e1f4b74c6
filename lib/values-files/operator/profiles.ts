import { merged, type Tree } from '../../core/tree';

const OPENSHIFT = { values: { global: { platform: 'openshift' } } };
const NO_INGRESS = { ingressGateways: [{ name: 'istio-ingressgateway', enabled: false }] };
const AGENTS = (namespace: Tree) => ({ cni: { enabled: true, ...namespace }, ztunnel: { enabled: true, ...namespace } });

/** What istioctl begins with. There is no validation of configuration without a revision: `istioctl install` adds that itself. */
const DEFAULT: Tree = {
  components: {
    base: { enabled: true },
    pilot: { enabled: true },
    ingressGateways: [{ name: 'istio-ingressgateway', enabled: true }],
    egressGateways: [{ name: 'istio-egressgateway', enabled: false }],
  },
  values: {
    defaultRevision: '',
    global: { istioNamespace: 'istio-system', configValidation: true },
    ztunnel: { resourceName: 'ztunnel' },
  },
};

/** The profiles of istioctl, as differences on the spec of the default one. */
const DIFFERENCES: Readonly<Record<string, Tree>> = {
  default: {},
  ambient: { components: { ...AGENTS({}), ...NO_INGRESS }, values: { profile: 'ambient' } },
  demo: { components: { egressGateways: [{ name: 'istio-egressgateway', enabled: true }] }, values: { profile: 'demo' } },
  empty: { components: { base: { enabled: false }, pilot: { enabled: false }, ...NO_INGRESS } },
  minimal: { components: NO_INGRESS },
  openshift: { components: { cni: { enabled: true, namespace: 'kube-system' } }, ...OPENSHIFT },
  'openshift-ambient': {
    components: { ...AGENTS({ namespace: 'kube-system' }), ...NO_INGRESS },
    values: { profile: 'ambient', ...OPENSHIFT.values },
  },
  preview: { values: { profile: 'preview' } },
  remote: { components: NO_INGRESS, values: { profile: 'remote' } },
  stable: { values: { profile: 'stable' } },
};

/** Names of the profiles. */
export const OPERATOR_PROFILES: readonly string[] = Object.keys(DIFFERENCES);

/** The spec that a profile stands for. */
export function profileSpec(name: string): Tree {
  return merged(DEFAULT, DIFFERENCES[name] ?? {});
}
