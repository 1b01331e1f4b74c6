import { alsoNative, annotated, cni, deployment, gateway, global, type InjectionCase, multus, native, proxy } from './pods';

const capture = {
  'traffic.sidecar.istio.io/includeOutboundIPRanges': '10.0.0.0/8,192.168.0.0/16',
  'traffic.sidecar.istio.io/excludeOutboundIPRanges': '10.1.0.0/16',
  'traffic.sidecar.istio.io/includeInboundPorts': '9080,9443',
  'traffic.sidecar.istio.io/excludeInboundPorts': '9999, 9998',
  'traffic.sidecar.istio.io/includeOutboundPorts': '6379',
  'traffic.sidecar.istio.io/excludeOutboundPorts': '3306',
  'traffic.sidecar.istio.io/kubevirtInterfaces': 'net1,net2',
  'traffic.sidecar.istio.io/excludeInterfaces': 'eth1',
};
const emptyCapture = {
  'traffic.sidecar.istio.io/excludeOutboundIPRanges': '',
  'traffic.sidecar.istio.io/includeInboundPorts': '',
  'traffic.sidecar.istio.io/includeOutboundPorts': '',
  'traffic.sidecar.istio.io/excludeOutboundPorts': '',
  'traffic.sidecar.istio.io/excludeInterfaces': '',
};
const captureValues = proxy({
  includeIPRanges: '10.0.0.0/8',
  excludeIPRanges: '10.2.0.0/16',
  includeInboundPorts: '80',
  excludeInboundPorts: '81,15020',
  includeOutboundPorts: '82',
  excludeOutboundPorts: '83',
});

export const captureCases: readonly InjectionCase[] = alsoNative([
  ...['REDIRECT', 'TPROXY', 'NONE'].flatMap((mode): InjectionCase[] => {
    const pod = annotated({ 'sidecar.istio.io/interceptionMode': mode });
    const meshWide = { meshConfig: { defaultConfig: { interceptionMode: mode } } };
    return [
      { name: `${mode}`, pod },
      { name: `${mode}, CNI`, values: cni, pod },
      { name: `${mode}, native`, env: native, pod },
      { name: `${mode}, native, CNI`, env: native, values: cni, pod },
      ...(mode === 'NONE'
        ? []
        : [
            { name: `${mode} in the mesh`, values: meshWide, pod: deployment() },
            { name: `${mode} in the mesh, gateway`, values: meshWide, pod: gateway() },
          ]),
    ];
  }),
  { name: 'capture by annotations', pod: annotated(capture) },
  { name: 'capture by annotations, CNI', values: cni, pod: annotated(capture) },
  { name: 'capture by empty annotations', values: captureValues, pod: annotated(emptyCapture) },
  { name: 'capture by empty annotations, CNI', values: { ...cni, ...captureValues }, pod: annotated(emptyCapture) },
  { name: 'capture by values', values: captureValues, pod: deployment() },
  { name: 'capture by values, CNI', values: { ...cni, ...captureValues }, pod: deployment() },
  { name: 'rerouted interfaces', pod: annotated({ ...capture, 'istio.io/reroute-virtual-interfaces': 'net7' }) },
  { name: 'rerouted interfaces, CNI', values: cni, pod: annotated({ 'istio.io/reroute-virtual-interfaces': 'net7' }) },
  { name: 'Multus', values: multus, pod: deployment() },
  { name: 'Multus, names', values: multus, pod: annotated({ 'k8s.v1.cni.cncf.io/networks': 'alpha, beta' }) },
  { name: 'Multus, JSON', values: multus, pod: annotated({ 'k8s.v1.cni.cncf.io/networks': '[ {"name": "a"} ]' }) },
  {
    name: 'Multus, JSON in lines',
    values: multus,
    pod: annotated({ 'k8s.v1.cni.cncf.io/networks': '[\n {"name": "a"}\n]' }),
    intended: {
      reason: 'the official template lets YAML fold the lines, ours keeps them',
      at: ['spec.template.metadata.annotations.k8s.v1.cni.cncf.io/networks'],
    },
  },
  { name: 'Multus, already there', values: multus, pod: annotated({ 'k8s.v1.cni.cncf.io/networks': 'default/istio-cni' }) },

  {
    name: 'ports in the mesh, forced rules, nftables',
    values: global({ proxy_init: { forceApplyIptables: true }, nativeNftables: true }),
    mesh: { proxyListenPort: 25001, proxyInboundListenPort: 25006 },
    pod: deployment(),
  },
  { name: 'nftables, CNI', values: { ...cni, ...global({ nativeNftables: true }) }, pod: deployment() },
]);
