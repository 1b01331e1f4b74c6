import { isTree, type Tree, valueAt } from '../../core/tree';
import type { ChartName } from '../charts';

/** Settings of a part that istioctl patches into its objects. */
export interface K8sSettings {
  readonly hpaSpec?: Tree;
  readonly replicaCount?: number;
  readonly resources?: { readonly limits?: Tree; readonly requests?: Tree };
  readonly service?: { readonly ports?: readonly Tree[] };
  readonly overlays?: readonly { readonly kind?: string; readonly name?: string; readonly patches?: readonly Tree[] }[];
  readonly [setting: string]: unknown;
}

/** A part as the IstioOperator lists it. */
export interface ComponentSpec {
  readonly enabled?: boolean;
  readonly namespace?: string;
  readonly hub?: string;
  readonly tag?: unknown;
  readonly k8s?: K8sSettings;
  readonly name?: string;
  readonly label?: Readonly<Record<string, string>>;
}

/** A kind of part. */
export interface Component {
  readonly spec: 'base' | 'pilot' | 'cni' | 'ztunnel' | 'ingressGateways' | 'egressGateways';
  readonly chart: ChartName;
  /** Whether it is emitted where the spec does not mention it. */
  readonly byDefault: boolean;
  /** Where its values are. */
  readonly root: readonly string[];
  /** What `k8s` patches. */
  readonly workload: { readonly kind: string; readonly name: string; readonly container: string } | undefined;
}

const GATEWAY = (name: string) => ({ kind: 'Deployment', name, container: 'istio-proxy' });

/** All parts, in the order in which they need each other. */
export const COMPONENTS: readonly Component[] = [
  { spec: 'base', chart: 'base', byDefault: true, root: ['global'], workload: undefined },
  {
    spec: 'pilot',
    chart: 'istiod',
    byDefault: true,
    root: ['pilot'],
    workload: { kind: 'Deployment', name: 'istiod', container: 'discovery' },
  },
  {
    spec: 'cni',
    chart: 'cni',
    byDefault: false,
    root: ['cni'],
    workload: { kind: 'DaemonSet', name: 'istio-cni-node', container: 'install-cni' },
  },
  {
    spec: 'ztunnel',
    chart: 'ztunnel',
    byDefault: false,
    root: ['ztunnel'],
    workload: { kind: 'DaemonSet', name: 'ztunnel', container: 'istio-proxy' },
  },
  {
    spec: 'ingressGateways',
    chart: 'gateway',
    byDefault: true,
    root: ['gateways', 'istio-ingressgateway'],
    workload: GATEWAY('istio-ingressgateway'),
  },
  {
    spec: 'egressGateways',
    chart: 'gateway',
    byDefault: false,
    root: ['gateways', 'istio-egressgateway'],
    workload: GATEWAY('istio-egressgateway'),
  },
];

/** The parts of that kind that are emitted. */
export function enabledSpecs({ spec, byDefault, root }: Component, operator: Tree): ComponentSpec[] {
  const isGateway = spec.endsWith('Gateways');
  const forced = isGateway && valueAt(operator, ['values', ...root, 'enabled']) === true;
  const listed = valueAt(operator, ['components', spec]);
  if (listed === undefined || listed === null) return byDefault || forced ? [{}] : [];
  const specs = (Array.isArray(listed) ? listed : [listed]).filter(isTree) as ComponentSpec[];
  return specs.filter(({ enabled = true }) => enabled || forced);
}
