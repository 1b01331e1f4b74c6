/** An IstioOperator: the spec as YAML, and options. */
export interface OperatorCase {
  readonly spec: string;
  readonly set?: readonly string[];
  /**
   * Why no program gives this mesh.
   * @default there is one
   */
  readonly noProgram?: string;
}

const PROFILES = [
  'default',
  'ambient',
  'demo',
  'empty',
  'minimal',
  'openshift',
  'openshift-ambient',
  'preview',
  'remote',
  'stable',
].map((profile): OperatorCase => ({ spec: `profile: ${profile}` }));

const WRITTEN: readonly OperatorCase[] = [
  { spec: '{}' },
  {
    spec: `
revision: canary
meshConfig: { accessLogFile: /dev/stdout, defaultConfig: { proxyMetadata: { A: b } } }
values: { revisionTags: [prod], global: { meshID: mesh1, multiCluster: { clusterName: c1 }, network: n1 } }`,
  },
  {
    spec: `
meshConfig: { accessLogFile: /dev/stdout, enableTracing: true }
values: { meshConfig: { accessLogFile: /dev/stderr } }`,
  },
  {
    spec: `
profile: minimal
components:
  pilot:
    k8s:
      env: [{ name: PILOT_TRACE_SAMPLING, value: "50" }, { name: NEW, valueFrom: { secretKeyRef: { name: s, key: k } } }]
      resources: { requests: { cpu: 1000m, memory: 3Gi }, limits: { cpu: "2" } }
      nodeSelector: { pool: control }
      tolerations: [{ key: a, operator: Exists, effect: NoSchedule }]
      podAnnotations: { extra: "yes" }
      serviceAnnotations: { internal: "true" }
      priorityClassName: system-cluster-critical
      imagePullPolicy: Always`,
  },
  {
    spec: `
components:
  pilot:
    k8s:
      hpaSpec: { minReplicas: 2, maxReplicas: 7, metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 50 } } }] }
      podDisruptionBudget: { maxUnavailable: 1 }
      strategy: { rollingUpdate: { maxSurge: 50%, maxUnavailable: 0 } }
      readinessProbe: { periodSeconds: 7, httpGet: { path: /other } }
      securityContext: { fsGroup: 1337 }
      service: { type: NodePort, ports: [{ name: extra, port: 9999, targetPort: 9999 }, { port: 15010, name: grpc-xds, nodePort: 31000 }] }
      affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: a, operator: Exists }] }] } } }`,
  },
  {
    spec: `
components:
  pilot: { k8s: { replicaCount: 3 } }
values: { pilot: { autoscaleEnabled: false } }`,
  },
  {
    spec: `
revision: blue
components:
  pilot:
    k8s:
      resources: { limits: { memory: 4Gi } }
      overlays:
        - kind: Deployment
          name: istiod-blue
          patches:
            - { path: "spec.template.spec.containers.[name:discovery].args.[1]", value: "--monitoringAddr=:15015" }
            - { path: "spec.template.spec.containers[name:discovery].env[name:REVISION].value", value: other }
            - { path: "spec.template.spec.containers.[name:discovery].args.[-1]", value: "--last" }
            - { path: "spec.template.spec.containers.[name:discovery].readinessProbe" }
            - { path: "metadata.annotations.a\\\\.b", value: c }
            - { path: "spec.template.spec.volumes.[name:cacerts]" }
        - kind: Service
          name: istiod-blue
          patches:
            - { path: "spec.ports.[port:15014].targetPort", value: 15015 }
            - { path: "spec.trafficDistribution", value: PreferClose }
        - kind: ConfigMap
          name: istio-blue
          patches:
            - { path: "metadata.labels.extra", value: "yes" }`,
  },
  {
    spec: `
components:
  base:
    k8s:
      overlays:
        - kind: ServiceAccount
          name: istio-reader-service-account
          patches: [{ path: metadata.annotations, value: { a: b } }]`,
  },
  {
    spec: `
components:
  pilot:
    k8s:
      overlays:
        - kind: HorizontalPodAutoscaler
          name: istiod
          patches:
            - path: spec.behavior
              value: |
                scaleDown:
                  stabilizationWindowSeconds: 60
            - { path: "spec.metrics.[0].resource.target.averageUtilization", value: 55 }
            - { path: "spec.metrics.[5].type", value: Pods }
        - kind: MutatingWebhookConfiguration
          name: istio-sidecar-injector
          patches:
            - { path: "webhooks.[name:namespace\\\\.sidecar-injector\\\\.istio\\\\.io].timeoutSeconds", value: 5 }
            - { path: "webhooks.[name:object\\\\.sidecar-injector\\\\.istio\\\\.io]" }`,
  },
  {
    spec: `
profile: ambient
components:
  cni: { namespace: kube-system, k8s: { resources: { requests: { cpu: 50m } }, podAnnotations: { a: b }, nodeSelector: { pool: mesh } } }
  ztunnel: { namespace: kube-system, k8s: { resources: { requests: { cpu: 300m }, limits: { cpu: "1" } }, env: [{ name: RUST_LOG, value: debug }] } }
values:
  ztunnel: { logLevel: debug, terminationGracePeriodSeconds: 60 }
  cni: { excludeNamespaces: [kube-system, other], ambient: { dnsCapture: false } }
  pilot: { trustedZtunnelNamespace: kube-system }`,
  },
  {
    spec: `
components:
  cni: { enabled: true, hub: registry.example.com/cni, tag: one }
  pilot: { hub: registry.example.com/pilot, tag: two }
values: { cni: { provider: multus, chained: false, cniBinDir: /opt } }`,
  },
  { spec: 'components: { cni: { enabled: true } }\nvalues: { pilot: { cni: { enabled: false } } }' },
  {
    spec: 'compatibilityVersion: "1.28"\ncomponents: { cni: { enabled: true }, ztunnel: { enabled: true } }',
    noProgram: 'istiod does not serve ztunnel without profile ambient',
  },
  { spec: 'values: { global: { istioNamespace: mesh }, defaultRevision: default }' },
  {
    spec: 'values: { global: { platform: k3s, nativeNftables: true, networkPolicy: { enabled: true } } }\ncomponents: { cni: { enabled: true } }',
  },
  {
    spec: `
revision: canary
components:
  ingressGateways:
    - { name: edge, namespace: edges, label: { app: edge, istio: edge } }
    - { name: inner, k8s: { replicaCount: 3, hpaSpec: { minReplicas: 2 }, env: [{ name: A, value: b }], service: { type: ClusterIP, ports: [{ name: http2, port: 80, targetPort: 8080 }] } } }
    - { name: unused, enabled: false }
  egressGateways: [{ name: way-out, enabled: true }]
values:
  gateways:
    istio-ingressgateway: { autoscaleMin: 2, serviceAnnotations: { a: b }, env: { LARGE: 5 }, type: NodePort }`,
  },
  { spec: 'unvalidatedValues: { pilot: { traceSampling: 5 } }' },
  { spec: 'hub: registry.example.com/mesh\nvalues: { global: { proxy: { autoInject: disabled } } }' },
  {
    spec: 'profile: minimal',
    set: [
      'values.pilot.env.A=b',
      'values.pilot.env.N=7',
      'meshConfig.accessLogFile=/dev/stdout',
      'components.pilot.k8s.env[0].name=X',
      'components.pilot.k8s.env.[name:X].value=y',
      'values.pilot.nodeSelector.kubernetes\\.io/arch=arm64',
    ],
  },
  { spec: 'profile: remote\nvalues: { global: { remotePilotAddress: istiod.example.com, configCluster: true } }' },
  {
    spec: 'components: { pilot: { enabled: false }, base: { enabled: false }, ztunnel: { enabled: true } }',
    noProgram: 'the istiod that ztunnel needs is not in the file',
  },
  {
    spec: 'values: { istiodRemote: { enabled: true, enabledLocalInjectorIstiod: true }, global: { remotePilotAddress: 192.0.2.1 } }',
  },
  {
    spec: 'profile: stable\nvalues: { experimental: { stableValidationPolicy: false }, telemetry: { v2: { stackdriver: { enabled: true } } } }',
  },
];

/** IstioOperators that differ in what istioctl does with them. */
export const OPERATORS: readonly OperatorCase[] = [...PROFILES, ...WRITTEN];

const HEAD = 'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\n';

/** The whole file. */
export function fileOf({ spec }: OperatorCase): string {
  const body = spec.trim().startsWith('{') ? ` ${spec}` : `\n  ${spec.trim().replaceAll('\n', '\n  ')}`;
  return `${HEAD}spec:${body}\n`;
}
