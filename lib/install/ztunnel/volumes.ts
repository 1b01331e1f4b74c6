import { given, type Volume, type VolumeMount } from '../values';
import type { ZtunnelValues } from './values';

function rootCertificate({ env, trustBundleName }: ZtunnelValues): Omit<Volume, 'name'> {
  const bundle = given(trustBundleName);
  if (env.ENABLE_CLUSTER_TRUST_BUNDLE_API !== true) return { configMap: { name: bundle ?? 'istio-ca-root-cert' } };
  const source = { clusterTrustBundle: { name: `istio.io:istiod-ca:${bundle ?? 'root-cert'}`, path: 'root-cert.pem' } };
  return { projected: { sources: [source] } };
}

/** The volumes of the pod. */
export function volumes(values: ZtunnelValues): Volume[] {
  const token = { path: 'istio-token', expirationSeconds: 12 * 60 * 60, audience: 'istio-ca' };
  return [
    { name: 'istio-token', projected: { sources: [{ serviceAccountToken: token }] } },
    { name: 'istiod-ca-cert', ...rootCertificate(values) },
    // The socket in it is that of the CNI agent, which may start later.
    { name: 'cni-ztunnel-sock-dir', hostPath: { path: '/var/run/ztunnel', type: 'DirectoryOrCreate' } },
    { name: 'tmp', emptyDir: {} },
    ...(values.peerCaCrl.enabled ? [{ name: 'crl-volume', configMap: { name: 'istio-ca-crl', optional: true } }] : []),
    ...values.volumes,
  ];
}

/** Where the container sees them. */
export function volumeMounts(values: ZtunnelValues): VolumeMount[] {
  const crl = { name: 'crl-volume', mountPath: '/var/run/secrets/istio/crl', readOnly: true };
  return [
    { name: 'istiod-ca-cert', mountPath: '/var/run/secrets/istio' },
    { name: 'istio-token', mountPath: '/var/run/secrets/tokens' },
    { name: 'cni-ztunnel-sock-dir', mountPath: '/var/run/ztunnel' },
    { name: 'tmp', mountPath: '/tmp' },
    ...(values.peerCaCrl.enabled ? [crl] : []),
    ...values.volumeMounts,
  ];
}
