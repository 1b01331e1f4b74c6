import type { Values } from '../../core/schema/values';
import type { Mesh, Workload } from '../../model';
import { podFieldPath } from '../pod-field';
import type { Report, Rule } from '../rule';

const MODE = 'istio.io/dataplane-mode';
const INJECT = 'sidecar.istio.io/inject';
const INJECTION = 'istio-injection';
const REVISION = 'istio.io/rev';

/** What a workload and its namespace say of proxies. */
interface Settings {
  readonly workload: Workload;
  readonly asksForSidecar: boolean;
  readonly asksForAmbient: boolean;
  readonly hasProxy: boolean;
  readonly isNamespaceAmbient: boolean;
  readonly isNamespaceInjected: boolean;
}

const isSidecar = ({ name, args }: Values) => name === 'istio-proxy' && !(Array.isArray(args) && args.includes('router'));

function settingsOf(mesh: Mesh, workload: Workload): Settings {
  const { labels, annotations, containers, namespace } = workload;
  const of = mesh.namespace(namespace).labels;
  return {
    workload,
    asksForSidecar: (labels[INJECT] ?? annotations[INJECT]) === 'true',
    asksForAmbient: labels[MODE] === 'ambient',
    hasProxy: containers.some(isSidecar) && ['sidecar', 'ambient'].includes(workload.proxy),
    isNamespaceAmbient: of[MODE] === 'ambient' && labels[MODE] !== 'none',
    isNamespaceInjected: of[INJECTION] === 'enabled' || (of[INJECTION] === undefined && (of[REVISION] ?? '') !== ''),
  };
}

function rule(
  code: string,
  level: Rule['level'],
  what: string,
  problem: string,
  field: string,
  isWrong: (settings: Settings) => boolean,
): Rule {
  function* find(mesh: Mesh): Iterable<Report> {
    for (const workload of mesh.workloads) {
      if (isWrong(settingsOf(mesh, workload))) yield { on: workload.object, field: podFieldPath(workload, field), problem };
    }
  }
  return {
    code,
    level,
    title: `Sidecar and ambient mode at once: ${what}`,
    explanation:
      'Pods take part in the mesh by a sidecar or through their node, not by both. Where both are set the sidecar goes first, and the node leaves the pods alone.',
    fix: `keep one of the two: ${MODE}: none beside a sidecar, or no injection`,
    find,
  };
}

export const sidecarAndAmbientOnPod = rule(
  'KIA1311',
  'error',
  'both on the pods',
  'asks for ambient mode, and for a sidecar',
  `metadata.labels["${MODE}"]`,
  ({ asksForAmbient, asksForSidecar }) => asksForAmbient && asksForSidecar,
);

export const sidecarInAmbientNamespace = rule(
  'KIA1314',
  'warning',
  'a sidecar asked for in an ambient namespace',
  'asks for a sidecar in an ambient namespace',
  'metadata',
  ({ asksForAmbient, asksForSidecar, isNamespaceAmbient }) => asksForSidecar && isNamespaceAmbient && !asksForAmbient,
);

export const proxyInAmbient = rule(
  'KIA1315',
  'warning',
  'a proxy in the manifest of ambient pods',
  'has a container istio-proxy in pods that are ambient by their labels or those of the namespace',
  'spec.containers',
  ({ asksForAmbient, asksForSidecar, hasProxy, isNamespaceAmbient }) =>
    hasProxy && (asksForAmbient || isNamespaceAmbient) && !asksForSidecar,
);

export const ambientInInjectedNamespace = rule(
  'KIA1316',
  'warning',
  'ambient pods in an injected namespace',
  'asks for ambient mode in a namespace that is injected',
  `metadata.labels["${MODE}"]`,
  ({ workload, asksForAmbient, asksForSidecar, isNamespaceInjected }) =>
    asksForAmbient && isNamespaceInjected && !asksForSidecar && workload.labels[INJECT] !== 'false',
);
