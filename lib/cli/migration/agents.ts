import { Chart, Testing } from 'cdk8s';
import type { Manifest } from '../../core/manifest';
import type { Tree } from '../../core/tree';
import { IstioCni } from '../../install/istio-cni';
import { IstioControlPlane } from '../../install/istio-control-plane';
import { Ztunnel } from '../../install/istio-ztunnel';
import { CNI_VALUES, ZTUNNEL_VALUES } from '../../install/kinds/chart-values';
import { readTree } from '../../values-files/read-tree';
import { difference } from './difference';
import type { Statement } from './program';

/** An agent on every node, as its chart sees it. */
interface Agent {
  readonly namespace: string;
  readonly values: object;
}

const CONSTRUCTS = { cni: IstioCni, ztunnel: Ztunnel };

const KINDS = { cni: CNI_VALUES, ztunnel: ZTUNNEL_VALUES };

/** What is the control plane's alone to say. */
const INHERITED = { cni: ['platform'], ztunnel: ['platform', 'revision'] };

/** The values and the namespace that an agent has of itself at that control plane; `forced` is what it could not be without. */
function ofItself(kind: 'cni' | 'ztunnel', controlPlane: Statement, forced: Tree): Agent {
  const chart = new Chart(Testing.app({ outdir: '/nonexistent' }), 'agents');
  const istio = new IstioControlPlane(chart, 'istio', controlPlane.props);
  const construct = new CONSTRUCTS[kind](chart, kind, { ...forced, controlPlane: istio });
  return { namespace: construct.namespace, values: construct.values };
}

/** An agent with these values, at a control plane. */
export function agent(
  kind: 'cni' | 'ztunnel',
  { namespace, values }: Agent,
  controlPlane: Statement,
  wanted: readonly Manifest[],
  patchable: boolean,
): Statement {
  const all = readTree(KINDS[kind], values as Tree).tree;
  const least = kind === 'cni' ? { namespace, provider: all['provider'] } : { namespace, resourceName: all['resourceName'] };
  const own = ofItself(kind, controlPlane, least);
  const inherited = INHERITED[kind];
  const said = Object.fromEntries(
    Object.entries(difference(own.values as Tree, all, KINDS[kind])).filter(([name]) => !inherited.includes(name)),
  );
  const construct = CONSTRUCTS[kind].name;
  const plain = attemptOf(() => ofItself(kind, controlPlane, {}));
  const forced = Object.entries(least).filter(([name, value]) => plainValue(plain, name) !== value);
  const props = { ...Object.fromEntries(forced), ...said };
  return { construct, stage: 'controlPlane', id: kind === 'cni' ? 'istio-cni' : 'ztunnel', props, wanted, patchable };
}

function attemptOf<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

function plainValue(plain: Agent | undefined, name: string): unknown {
  return name === 'namespace' ? plain?.namespace : (plain?.values as Tree | undefined)?.[name];
}
