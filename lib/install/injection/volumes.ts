import { and, concat, directory, type Expression, equals, firstGiven, fromJson, given, withName } from './expression';
import { annotation, hasAnnotation, input, istiodEnv, values } from './inputs';
import type { Volume, VolumeMount } from './pod-shape';
import { BOOTSTRAP_OVERRIDE } from './proxy-env';
import { eachEntry, type Item, type Node, when } from './template';

const CREDENTIALS = '/var/run/secrets/workload-spiffe-credentials';
const usesGke = equals(values.text('global.caName'), 'GkeWorkloadCertificate');
const usesIstiodCa = equals(values.text('global.pilotCertProvider'), 'istiod');
const usesLightstep = and(equals(values.text('global.proxy.tracer'), 'lightstep'), given(input('tracingTls')));

/** What the containers see; `volume` of the same name is what stands behind it. */
export const mount = {
  workloadSocket: { name: 'workload-socket', mountPath: '/var/run/secrets/workload-spiffe-uds' },
  credentialSocket: { name: 'credential-socket', mountPath: '/var/run/secrets/credential-uds' },
  certificates: when(usesGke, { name: 'gke-workload-certificate', mountPath: CREDENTIALS, readOnly: true }).otherwise({
    name: 'workload-certs',
    mountPath: CREDENTIALS,
  }),
  rootCertificate: when(usesIstiodCa, { name: 'istiod-ca-cert', mountPath: '/var/run/secrets/istio' }),
  revokedCertificates: when(usesIstiodCa, { name: 'istio-ca-crl', mountPath: '/var/run/secrets/istio/crl' }),
  agentData: { name: 'istio-data', mountPath: '/var/lib/istio/data' },
  bootstrap: when(hasAnnotation(BOOTSTRAP_OVERRIDE), {
    name: 'custom-bootstrap-volume',
    mountPath: '/etc/istio/custom-bootstrap',
  }),
  envoyConfig: { name: 'istio-envoy', mountPath: '/etc/istio/proxy' },
  grpcConfig: { name: 'istio-xds', mountPath: '/etc/istio/proxy' },
  token: { name: 'istio-token', mountPath: '/var/run/secrets/tokens' },
  mtlsCertificates: when(values.flag('global.mountMtlsCerts'), {
    name: 'istio-certs',
    mountPath: '/etc/certs/',
    readOnly: true,
  }),
  podInfo: { name: 'istio-podinfo', mountPath: '/etc/istio/pod' },
  lightstep: when(usesLightstep, {
    name: 'lightstep-certs',
    mountPath: directory(input('tracingCaCertificates')),
    readOnly: true,
  }),
  users: namedObjects('sidecar.istio.io/userVolumeMount'),
} satisfies Record<string, Item<VolumeMount>>;

export const volume = {
  workloadSocket: unsourced('workload-socket'),
  credentialSocket: unsourced('credential-socket'),
  certificates: certificates(unsourced('workload-certs')),
  rootCertificate: when(usesIstiodCa, rootCertificate()),
  revokedCertificates: { name: 'istio-ca-crl', configMap: { name: 'istio-ca-crl', optional: true } },
  agentData: { name: 'istio-data', emptyDir: {} },
  bootstrap: when(hasAnnotation(BOOTSTRAP_OVERRIDE), {
    name: 'custom-bootstrap-volume',
    configMap: { name: annotation(BOOTSTRAP_OVERRIDE) },
  }),
  envoyConfig: { name: 'istio-envoy', emptyDir: { medium: 'Memory' } },
  grpcConfig: { name: 'istio-xds', emptyDir: { medium: 'Memory' } },
  token: tokenVolume('istio-token', values.text('global.sds.token.aud')),
  mtlsCertificates: when(values.flag('global.mountMtlsCerts'), {
    name: 'istio-certs',
    secret: { optional: true, secretName: concat('istio.', firstGiven(input('serviceAccountName'), 'default')) },
  }),
  podInfo: {
    name: 'istio-podinfo',
    downwardAPI: {
      items: [
        { path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } },
        { path: 'annotations', fieldRef: { fieldPath: 'metadata.annotations' } },
      ],
    },
  },
  lightstep: when(usesLightstep, {
    name: 'lightstep-certs',
    secret: { optional: true, secretName: 'lightstep.cacert' },
  }),
  users: namedObjects('sidecar.istio.io/userVolume'),
} satisfies Record<string, Item<Volume>>;

/** From the cluster's trust bundle, or from a ConfigMap that istiod keeps in each namespace. */
export function rootCertificate(): Node<Volume> {
  const trustBundle = values.text('global.trustBundleName');
  return when(equals(istiodEnv('ENABLE_CLUSTER_TRUST_BUNDLE_API'), true), {
    name: 'istiod-ca-cert',
    projected: {
      sources: [
        {
          clusterTrustBundle: {
            name: concat('istio.io:istiod-ca:', firstGiven(trustBundle, 'root-cert')),
            path: 'root-cert.pem',
          },
        },
      ],
    },
  }).otherwise({ name: 'istiod-ca-cert', configMap: { name: firstGiven(trustBundle, 'istio-ca-root-cert') } });
}

/** A token of the pod's ServiceAccount, good for 12 hours and renewed by the kubelet. */
export function tokenVolume(name: string, audience: string | Expression<string>): Node<Volume> {
  return {
    name,
    projected: { sources: [{ serviceAccountToken: { path: name, expirationSeconds: 43200, audience } }] },
  };
}

/** The proxy's certificates: from Google's driver where that is the CA, else in the volume given. */
export function certificates(own: Node<Volume>) {
  return when(usesGke, {
    name: 'gke-workload-certificate',
    csi: { driver: 'workloadcertificates.security.cloud.google.com' },
  }).otherwise(own);
}

/** Without a source, so that a pod or a template may put its own under the name; Kubernetes makes it an emptyDir. */
function unsourced(name: string) {
  return { name, emptyDir: null };
}

/** The entries of an annotation that holds a JSON map from names to objects. */
function namedObjects(name: string) {
  return when(
    hasAnnotation(name),
    eachEntry(fromJson(annotation(name)), (key, object) => withName(object, key)),
  );
}
