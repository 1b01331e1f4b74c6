import { app, auto, gateway, global, helper, type InjectionCase } from './pods';

export const gatewayCases: readonly InjectionCase[] = [
  {
    name: 'gateway: as a sidecar too',
    pod: gateway({ annotations: { 'inject.istio.io/templates': 'sidecar,gateway' }, containers: [app] }),
  },
  {
    name: 'gateway: security in the mesh',
    values: { gateways: { securityContext: { runAsNonRoot: true, fsGroup: 7 }, seccompProfile: { type: 'RuntimeDefault' } } },
    pod: gateway(),
  },
  {
    name: 'gateway: own security and resources',
    pod: gateway({
      securityContext: { sysctls: [] },
      containers: [
        { ...auto, ports: [{ containerPort: 8080 }], securityContext: { runAsUser: 5 }, resources: { requests: { cpu: '1' } } },
      ],
    }),
  },
  { name: 'gateway: container of its own', pod: gateway({ containers: [helper, auto], serviceAccountName: 'gw' }) },
  { name: 'gateway: certificates mounted', values: global({ mountMtlsCerts: true }), pod: gateway({ serviceAccountName: 'gw' }) },
  {
    name: 'gateway: all that it reads here',
    pod: gateway({
      annotations: {
        'sidecar.istio.io/logLevel': 'trace',
        'sidecar.istio.io/componentLogLevel': 'http:info',
        'sidecar.istio.io/agentLogLevel': 'all:debug',
        'sidecar.istio.io/proxyImage': 'example.com/own:3',
        'sidecar.istio.io/bootstrapOverride': 'own-bootstrap',
        'status.sidecar.istio.io/port': '0',
        'sidecar.istio.io/interceptionMode': 'TPROXY',
        'sidecar.istio.io/nativeSidecar': 'true',
        'proxy.istio.io/config': 'proxyMetadata: {B: "2", A: "1"}',
      },
    }),
  },
  {
    name: 'gateway: Pod',
    pod: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'gw', annotations: { 'inject.istio.io/templates': 'gateway' } },
      spec: { containers: [auto] },
    },
  },

  { name: 'gateway: FIPS', env: { COMPLIANCE_POLICY: 'fips-140-2' }, pod: gateway() },
  { name: 'gateway: FIPS 140-3', env: { COMPLIANCE_POLICY: 'fips-140-3' }, pod: gateway() },
  {
    name: 'gateway: no other container',
    pod: gateway({ volumes: [{ name: 'workload-socket', emptyDir: { medium: 'Memory' } }] }),
  },
];
