/** A Gateway of the Gateway API, and what istiod's deployment controller finds out about it. */
export interface GatewayInput {
  readonly gateway: {
    readonly metadata: { readonly name: string; readonly namespace: string; readonly uid: string; readonly annotations: Marks };
    readonly spec: {
      readonly gatewayClassName: string;
      readonly listeners: [];
      readonly addresses: readonly { value: string }[];
    };
  };
  readonly input: {
    readonly GatewayClass: string;
    readonly DeploymentName: string;
    readonly ServiceAccount: string;
    readonly Ports: readonly { name: string; port: number; protocol: string; appProtocol: string }[];
    readonly ServiceType: string;
    readonly ClusterID: string;
    readonly KubeVersion: number;
    readonly Revision: string;
    readonly ProxyUID: number;
    readonly ProxyGID: number;
    readonly InfrastructureLabels: Marks;
    readonly InfrastructureAnnotations: Marks;
    readonly GatewayNameLabel: string;
    readonly ControllerLabel: string;
  };
}

type Marks = Readonly<Record<string, string>>;

const port = (name: string, number: number, appProtocol = 'http', protocol = 'TCP') => ({
  name,
  port: number,
  protocol,
  appProtocol,
});

function gateway(
  input: Partial<GatewayInput['input']> = {},
  annotations: Marks = {},
  addresses: readonly string[] = [],
): GatewayInput {
  return {
    gateway: {
      metadata: { name: 'my-gw', namespace: 'ns', uid: 'u-1', annotations },
      spec: { gatewayClassName: 'c', listeners: [], addresses: addresses.map((value) => ({ value })) },
    },
    input: {
      GatewayClass: 'istio',
      DeploymentName: 'my-gw-istio',
      ServiceAccount: 'account',
      Ports: [port('status-port', 15021, 'tcp'), port('http', 80)],
      ServiceType: 'LoadBalancer',
      ClusterID: 'c1',
      KubeVersion: 132,
      Revision: '',
      ProxyUID: 1337,
      ProxyGID: 1337,
      InfrastructureLabels: {},
      InfrastructureAnnotations: {},
      GatewayNameLabel: 'gateway.networking.k8s.io/gateway-name',
      ControllerLabel: 'istio.io-gateway-controller',
      ...input,
    },
  };
}

export const gatewayInputs: readonly GatewayInput[] = [
  gateway(),
  gateway({
    ProxyUID: 1000660000,
    ProxyGID: 1000660001,
    KubeVersion: 127,
    Revision: 'canary',
    ServiceType: 'ClusterIP',
    Ports: [],
  }),
  gateway(
    {
      InfrastructureLabels: {
        'topology.istio.io/network': 'n1',
        'sidecar.istio.io/inject': 'true',
        a: 'b',
        'gateway.networking.k8s.io/gateway-name': 'override',
      },
      Ports: [port('q', 443, 'https', 'UDP')],
    },
    {},
    ['1.2.3.4', 'x'],
  ),
  gateway(
    {
      ServiceType: 'ClusterIP',
      ControllerLabel: 'istio.io-eastwest-controller',
      InfrastructureLabels: { 'topology.istio.io/network': 'n1' },
      InfrastructureAnnotations: {
        'kubectl.kubernetes.io/last-applied-configuration': '{}',
        'gateway.istio.io/name-override': 'x',
        'gateway.istio.io/service-account': 'y',
        'gateway.istio.io/controller-version': '5',
        'prometheus.io/port': '1',
        keep: 'me <&> "q"',
        'networking.istio.io/traffic-distribution': 'Any',
      },
    },
    {},
    ['1.2.3.4'],
  ),
  gateway(
    { ControllerLabel: 'istio.io-eastwest-controller' },
    {
      'sidecar.istio.io/proxyImage': 'a/b:1',
      'sidecar.istio.io/logLevel': 'debug',
      'sidecar.istio.io/componentLogLevel': 'a:info',
      'sidecar.istio.io/agentLogLevel': 'b:debug',
      'gateway.istio.io/agentgatewayImage': 'x/y:2',
    },
  ),
  gateway({ DeploymentName: 'd', ServiceAccount: 'e' }, { 'gateway.istio.io/agentgatewayImage': 'short' }),
];

/** Values that only Gateways read; those of the other cases count for Gateways too. */
export const gatewayValues: readonly object[] = [
  { gateways: { securityContext: { fsGroup: 1 } } },
  { gateways: { seccompProfile: { type: 'RuntimeDefault' } } },
  { global: { platform: 'openshift' } },
  {
    global: {
      waypoint: {
        affinity: { nodeAffinity: { a: 1 } },
        topologySpreadConstraints: [{ maxSkew: 1 }],
        nodeSelector: { a: 'b' },
        tolerations: [{ key: 'x', operator: 'Exists' }],
        resources: { limits: { cpu: null, memory: '1' } },
      },
    },
  },
  { global: { waypoint: { resources: null }, proxy: { resources: null }, agentgateway: { image: 'r/agw:9' } } },
  { global: { agentgateway: { image: 'agw' }, network: 'nv', sts: { servicePort: 15463 } } },
];
