import { describeProblem } from '../../lib/core/problem';
import { GATEWAY_DEFAULTS, type GatewayValues, gatewayProblems } from '../../lib/install/gateway';

const problems = (service: object, more: object = {}) => {
  const values = { ...GATEWAY_DEFAULTS, ...more, service: { ...GATEWAY_DEFAULTS.service, ...service } } as GatewayValues;
  return gatewayProblems({ name: 'edge', namespace: 'istio-ingress', values }).map(describeProblem);
};
const port = (fields: object) => ({ ports: [{ name: 'http', port: 80, ...fields }] });

test('the defaults are right, and a gateway without a Service has no problem of it', () => {
  expect(problems({})).toEqual([]);
  expect(problems({ type: 'None', ...port({ name: 'a b' }) })).toEqual([]);
});

test.each([
  [
    'the name of a port has a blank',
    port({ name: 'a b' }),
    'service.ports[0].name is not a valid Kubernetes name, got "a b"; use',
  ],
  [
    'one of several ports has no name',
    { ports: [{ name: '', port: 80 }, ...port({}).ports] },
    'service.ports[0].name is not a valid Kubernetes name, got ""; use at most 63 characters of a-z, 0-9 and -',
  ],
  ['a port has no number', { ports: [{ name: 'http' }] }, 'service.ports[0].port is missing; give the port of the Service'],
  [
    'a protocol is unknown',
    port({ protocol: 'ICMP' }),
    'service.ports[0].protocol is unknown, got "ICMP"; use one of TCP, UDP, SCTP',
  ],
  [
    'a target port is no name',
    port({ targetPort: 'http_port' }),
    'service.ports[0].targetPort is no name of a port, got "http_port"; use a number, or at most 15 characters of a-z, 0-9 and -',
  ],
  [
    'a port of nodes is set inside the cluster',
    { type: 'ClusterIP', ...port({ nodePort: 30080 }) },
    'service.ports[0].nodePort needs a Service that is reached from outside, got 30080; remove it, or set service.type to',
  ],
  [
    'two ports are the same',
    { ports: [...port({}).ports, { name: 'other', port: 80, protocol: 'TCP' }] },
    'service.ports[1].port is that of service.ports[0] as well, got 80; declare each port once',
  ],
  [
    'the type is unknown',
    { type: 'Public' },
    'service.type is unknown, got "Public"; use one of LoadBalancer, NodePort, ClusterIP, None',
  ],
  [
    'the external policy is unknown',
    { externalTrafficPolicy: 'Near' },
    'service.externalTrafficPolicy is unknown, got "Near"; use one of Cluster, Local',
  ],
  [
    'a load balancer has no address',
    { clusterIP: 'None' },
    'service.clusterIP does not go with service.type LoadBalancer, got "None"; remove it, or set service.type to ClusterIP',
  ],
  [
    'an address is none',
    { externalIPs: ['10.0.0'] },
    'service.externalIPs[0] is not an IP address, got "10.0.0"; use for example',
  ],
])('fails when %s', (_, service, message) => {
  expect(problems(service).join('\n')).toContain(message);
});

test('fails when a port between networks has an unknown protocol', () => {
  const networkGatewayPorts = { ...GATEWAY_DEFAULTS.networkGatewayPorts, tls: { port: 15443, protocol: 'ICMP' } };
  expect(problems({}, { networkGateway: 'one', networkGatewayPorts })).toEqual([
    'networkGatewayPorts.tls.protocol is unknown, got "ICMP"; use one of TCP, UDP, SCTP',
  ]);
});

test('one port may have no name, and two of different protocols one number', () => {
  expect(problems(port({ name: '' }))).toEqual([]);
  expect(problems({ ports: [{ port: 80 }] })).toEqual([]);
  expect(problems({ ports: [...port({}).ports, { name: 'http3', port: 80, protocol: 'UDP' }] })).toEqual([]);
});

test.each([
  [
    'the operator is unknown',
    { key: 'a', operator: 'Has' },
    'tolerations[0].operator is unknown, got "Has"; use one of Equal, Exists',
  ],
  [
    'a value is not looked at',
    { key: 'a', operator: 'Exists', value: 'b' },
    'tolerations[0].value is not looked at, got "b"; remove it, or use operator Equal',
  ],
  [
    'there is no key',
    { value: 'b' },
    'tolerations[0].key is missing; name the key of the taint, or use operator Exists for every taint',
  ],
  ['the key is none', { key: 'a b' }, 'tolerations[0] has a key that no label can have, got "a b"; use at most 63'],
  [
    'the effect is unknown',
    { key: 'a', effect: 'Never' },
    'tolerations[0].effect is unknown, got "Never"; use one of NoSchedule',
  ],
  [
    'there is a time, and pods stay anyway',
    { key: 'a', effect: 'NoSchedule', tolerationSeconds: 5 },
    'tolerations[0].tolerationSeconds is for NoExecute alone, got 5; use effect NoExecute, or remove it',
  ],
])('fails when %s', (_, toleration, message) => {
  expect(problems({}, { tolerations: [toleration] }).join('\n')).toContain(message);
});

test('tolerations that the API server takes', () => {
  const tolerations = [
    { operator: 'Exists' },
    { key: 'example.com/gpu', value: 'a' },
    { key: 'a', effect: 'NoExecute', tolerationSeconds: 0 },
  ];
  expect(problems({}, { tolerations })).toEqual([]);
});
