import type { Labels } from '../../../../lib/core/labels';
import type { MeshMaker } from './mesh-maker';

type Place = 'Namespace' | 'Service' | 'Pod' | 'Deployment';

const RIGHT: Readonly<Record<Place, readonly Labels[]>> = {
  Namespace: [{ 'example.com/owner': 'a' }, { 'istio.io/rev': 'x' }],
  Service: [
    { 'networking.istio.io/exportTo': '*' },
    { 'networking.istio.io/exportTo': '.' },
    { 'networking.istio.io/traffic-distribution': 'PreferClose' },
    { 'example.com/owner': 'a' },
  ],
  Pod: [
    { 'sidecar.istio.io/proxyCPU': '100m', 'sidecar.istio.io/proxyMemory': '128Mi' },
    { 'traffic.sidecar.istio.io/includeInboundPorts': '*' },
    { 'traffic.sidecar.istio.io/excludeOutboundIPRanges': '10.0.0.0/8,192.168.0.0/16' },
    { 'traffic.sidecar.istio.io/excludeInboundPorts': '81, 82' },
    { 'proxy.istio.io/config': '{"concurrency": 2}' },
    { 'sidecar.istio.io/interceptionMode': 'TPROXY' },
    { 'readiness.status.sidecar.istio.io/periodSeconds': '5' },
    { 'prometheus.istio.io/merge-metrics': 'false' },
    { 'sidecar.istio.io/status': 'anything' },
    { 'sidecar.istio.io/proxyCPULimit': '2', 'status.sidecar.istio.io/port': '15021' },
    { 'istio.io/reroute-virtual-interfaces': 'net1,net2' },
    { 'prometheus.io/scrape': 'true' },
  ],
  Deployment: [{ 'example.com/owner': 'a' }, { 'deployment.kubernetes.io/revision': '1' }],
};

const UNKNOWN: readonly Labels[] = [
  { 'sidecar.istio.io/injct': 'true' },
  { 'istio.io/unheard-of': 'x' },
  { 'foo.istio.io/bar': '' },
  { 'kubernetes.io/ingress.class': 'istio' },
  { 'networking.istio.io/exportto': '.' },
  { 'istio.io': 'x' },
  { 'notistio.io/a': 'x' },
];

const ELSEWHERE: readonly Labels[] = [
  { 'networking.istio.io/exportTo': '.' },
  { 'sidecar.istio.io/inject': 'true' },
  { 'sidecar.istio.io/proxyCPU': '100m' },
  { 'istio.io/dry-run': 'true' },
  { 'topology.istio.io/controlPlaneClusters': '*' },
  { 'traffic.istio.io/nodeSelector': '{}' },
  { 'proxy.istio.io/config': 'concurrency: 2' },
  { 'inject.istio.io/templates': 'sidecar' },
  { 'gateway.istio.io/controller-version': '1' },
  { 'networking.istio.io/service-type': 'ClusterIP' },
  { 'sidecar.istio.io/discoveryAddress': 'a:1' },
  { 'alpha.istio.io/kubernetes-serviceaccounts': 'a' },
];

const INVALID: readonly Labels[] = [
  { 'sidecar.istio.io/interceptionMode': 'tproxy' },
  { 'status.sidecar.istio.io/port': '70000' },
  { 'status.sidecar.istio.io/port': '' },
  { 'readiness.status.sidecar.istio.io/initialDelaySeconds': '-1' },
  { 'readiness.status.sidecar.istio.io/failureThreshold': '1s' },
  { 'readiness.status.sidecar.istio.io/periodSeconds': '4294967296' },
  { 'traffic.sidecar.istio.io/includeOutboundIPRanges': '10.0.0.0/33' },
  { 'traffic.sidecar.istio.io/includeOutboundIPRanges': '' },
  { 'traffic.sidecar.istio.io/excludeOutboundIPRanges': '*' },
  { 'traffic.sidecar.istio.io/excludeOutboundIPRanges': '10.0.0.0/8, 10.1.0.0/16' },
  { 'traffic.sidecar.istio.io/includeInboundPorts': 'http' },
  { 'traffic.sidecar.istio.io/excludeInboundPorts': '*' },
  { 'traffic.sidecar.istio.io/excludeOutboundPorts': '80,,81' },
  { 'traffic.sidecar.istio.io/excludeInterfaces': 'eth0,a/b' },
  { 'traffic.sidecar.istio.io/kubevirtInterfaces': 'net1' },
  { 'istio.io/reroute-virtual-interfaces': 'a-name-that-is-too-long' },
  { 'prometheus.istio.io/merge-metrics': 'yes' },
  { 'prometheus.istio.io/merge-metrics': 'T' },
  { 'proxy.istio.io/config': 'concurrency: many' },
  { 'proxy.istio.io/config': 'unknownField: 1' },
  { 'proxy.istio.io/config': '{"drainDuration": "1ms"}' },
  { 'proxy.istio.io/config': 'proxyAdminPort: 70000' },
  { 'proxy.istio.io/config': '' },
  { 'sidecar.istio.io/proxyCPU': 'lots' },
  { 'sidecar.istio.io/proxyMemory': '1 Gi' },
  { 'sidecar.istio.io/proxyCPULimit': '' },
  { 'sidecar.istio.io/proxyMemoryLimit': '1e3' },
];

const OLD: readonly Labels[] = [
  { 'sidecar.istio.io/inject': 'true' },
  { 'sidecar.istio.io/inject': 'false' },
  { 'sidecar.istio.io/statsInclusionPrefixes': 'a' },
  { 'sidecar.istio.io/extraStatTags': 'a' },
  { 'sidecar.istio.io/statsCompression': 'gzip' },
];

/** Annotations of an object or of the pods of one. */
export function annotations(m: MeshMaker, place: Place): Labels | undefined {
  const right = m.sometimes(0.25, () => m.pick(...RIGHT[place]));
  if (!m.slips()) return right;
  return { ...right, ...m.pick(...m.pick(UNKNOWN, ELSEWHERE, INVALID, OLD)), ...(m.chance(0.3) && m.pick(...INVALID)) };
}
