import { isIPv4, isIPv6 } from 'node:net';
import type { Manifest } from '../../core/manifest';
import { commonLabels, ISTIOD_RELEASE, MANAGED_BY, revisionLabel } from '../labels';
import type { IstiodValues } from '../values';
import { revisioned } from './revision';

const PORTS = [
  { name: 'tcp-istiod', port: 15012, protocol: 'TCP' },
  { name: 'tcp-webhook', port: 443, targetPort: 15017, protocol: 'TCP' },
];

const ENDPOINT_PORTS = [
  { name: 'tcp-istiod', port: 15012, protocol: 'TCP' },
  { name: 'tcp-webhook', port: 15017, protocol: 'TCP' },
];

/** Name of the Service that leads to the istiod outside of this cluster. */
export function remoteServiceName(values: IstiodValues): string {
  return `${revisioned('istiod', values)}${values.istiodRemote.enabledLocalInjectorIstiod ? '-remote' : ''}`;
}

/** The istiod outside of this cluster, under a name of this cluster: by address, or by host name. */
export function remoteIstiod(values: IstiodValues): Manifest[] {
  const { global, istiodRemote } = values;
  const address = global.remotePilotAddress;
  if (address === '' || !istiodRemote.enabled) return [];
  const name = remoteServiceName(values);
  const namespace = global.istioNamespace;
  const labels = { 'app.kubernetes.io/name': 'istiod', ...commonLabels(ISTIOD_RELEASE) };
  const isAddress = isIPv4(address) || isIPv6(address);
  const service: Manifest = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels: { 'istio.io/rev': revisionLabel(values.revision), ...labels } },
    spec: {
      ...(isAddress ? {} : { type: 'ExternalName', externalName: address }),
      ports: PORTS,
      ipFamilyPolicy: global.ipFamilyPolicy,
      ipFamilies: global.ipFamilies,
    },
  };
  if (!isAddress) return [service];
  return [
    service,
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name,
        namespace,
        labels: { 'kubernetes.io/service-name': name, 'endpointslice.kubernetes.io/managed-by': MANAGED_BY, ...labels },
      },
      addressType: isIPv4(address) ? 'IPv4' : 'IPv6',
      endpoints: [{ addresses: [address] }],
      ports: ENDPOINT_PORTS,
    },
  ];
}
