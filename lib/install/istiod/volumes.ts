import { given, type IstiodValues, type Volume, type VolumeMount } from '../values';
import { jwksConfigMapName } from './jwks-certificates';

function optionalSecret(name: string, secretName: string): Volume {
  return { name, secret: { secretName, optional: true } };
}

function rootCertificate({ global, pilot }: IstiodValues): Omit<Volume, 'name'> {
  const bundle = given(global.trustBundleName);
  if (pilot.env.ENABLE_CLUSTER_TRUST_BUNDLE_API === true) {
    const name = `istio.io:istiod-ca:${bundle ?? 'root-cert'}`;
    return { projected: { sources: [{ clusterTrustBundle: { name, path: 'root-cert.pem', optional: true } }] } };
  }
  return { configMap: { name: bundle ?? 'istio-ca-root-cert', defaultMode: 0o644, optional: true } };
}

/** The volumes of the pod. What may be absent in a cluster is optional. */
export function volumes(values: IstiodValues): Volume[] {
  const token = { audience: values.global.sds.token.aud, expirationSeconds: 12 * 60 * 60, path: 'istio-token' };
  const jwks = jwksConfigMapName(values);
  return [
    { name: 'local-certs', emptyDir: { medium: 'Memory' } },
    { name: 'istio-token', projected: { sources: [{ serviceAccountToken: token }] } },
    optionalSecret('cacerts', 'cacerts'),
    optionalSecret('istio-kubeconfig', 'istio-kubeconfig'),
    optionalSecret('istio-csr-dns-cert', 'istiod-tls'),
    { name: 'istio-csr-ca-configmap', ...rootCertificate(values) },
    ...(jwks === undefined ? [] : [{ name: 'extracacerts', configMap: { name: jwks } }]),
    ...values.pilot.volumes,
  ];
}

/** Where the container sees them. */
export function volumeMounts(values: IstiodValues): VolumeMount[] {
  return [
    { name: 'istio-token', mountPath: '/var/run/secrets/tokens', readOnly: true },
    { name: 'local-certs', mountPath: '/var/run/secrets/istio-dns' },
    { name: 'cacerts', mountPath: '/etc/cacerts', readOnly: true },
    { name: 'istio-kubeconfig', mountPath: '/var/run/secrets/remote', readOnly: true },
    ...(jwksConfigMapName(values) === undefined ? [] : [{ name: 'extracacerts', mountPath: '/cacerts' }]),
    { name: 'istio-csr-dns-cert', mountPath: '/var/run/secrets/istiod/tls', readOnly: true },
    { name: 'istio-csr-ca-configmap', mountPath: '/var/run/secrets/istiod/ca', readOnly: true },
    ...values.pilot.volumeMounts,
  ];
}
