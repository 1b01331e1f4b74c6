import { GatewayApi, ServiceHost } from '../../lib';
import { manifestOf, refusals, specOf, testChart } from '../synth';

const { Backend, CertificateAuthority, Gateway, HTTPRoute, OutsideObject } = GatewayApi;
const secret = (name: string, namespace?: string): GatewayApi.ObjectRef => ({ name, metadata: { namespace } });
const http = { name: 'http', port: 80, protocol: 'HTTP' } as const;

test('minimal props', () => {
  const chart = testChart('infra');
  new Gateway(chart, 'edge', { listeners: [http] });
  expect(manifestOf(chart, 'Gateway', 'edge')).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'edge', namespace: 'infra' },
    spec: { gatewayClassName: 'istio', listeners: [http] },
  });
});

test('the Service that istiod makes', () => {
  const chart = testChart('infra');
  const edge = new Gateway(chart, 'edge', { listeners: [http] });
  const mesh = { name: 'mesh', port: 15008, protocol: 'HBONE' } as const;
  const waypoint = new Gateway(chart, 'waypoint', { gatewayClassName: 'istio-waypoint', listeners: [mesh] });
  expect(edge.service).toEqual({ name: 'edge-istio', metadata: { namespace: 'infra' } });
  expect(waypoint.service).toEqual({ name: 'waypoint', metadata: { namespace: 'infra' } });
});

test('pods that are there already', () => {
  const chart = testChart('infra');
  const value = ServiceHost.of({ name: 'ingress', metadata: { namespace: 'infra' } });
  new Gateway(chart, 'edge', { addresses: [{ type: 'Hostname', value }], listeners: [http] });
  expect(specOf(chart, 'Gateway', 'edge')).toMatchObject({
    addresses: [{ type: 'Hostname', value: 'ingress' }],
  });
  const elsewhere = () => new Gateway(testChart('shop'), 'edge', { addresses: [{ type: 'Hostname', value }], listeners: [http] });
  expect(refusals(elsewhere)).toEqual([
    'addresses[0].value is a Service of another namespace, whose pods do not serve the gateway, got "ingress.infra.svc.cluster.local"; ' +
      'put the gateway into infra, and let routes of other namespaces in by allowedRoutes',
  ]);
});

test('every prop', () => {
  const chart = testChart('infra');
  const clients = { caCertificateRefs: [CertificateAuthority.configMap(secret('ca', 'infra'))] } as const;
  const selector = {
    matchLabels: { team: 'shop' },
    matchExpressions: [{ key: 'stage', operator: 'In', values: ['live'] }],
  } as const;
  const props: Required<GatewayApi.GatewayProps> = {
    metadata: { name: 'front', namespace: 'infra', labels: { team: 'infra' }, annotations: { note: 'none' } },
    controlPlane: { revision: 'canary' },
    gatewayClassName: 'istio',
    listeners: [
      {
        ...http,
        hostname: '*.example.com',
        allowedRoutes: { namespaces: { from: 'Selector', selector }, kinds: [{ kind: 'HTTPRoute' }] },
      },
      {
        name: 'https',
        port: 443,
        protocol: 'HTTPS',
        tls: {
          mode: 'Terminate',
          certificateRefs: [secret('rsa', 'infra'), secret('ecdsa')],
          options: { 'gateway.istio.io/tls-terminate-mode': 'MUTUAL' },
        },
      },
      { name: 'passthrough', port: 8443, protocol: 'TLS', tls: { mode: 'Passthrough', options: { a: 'b' } } },
      {
        name: 'mesh',
        port: 9443,
        protocol: 'TLS',
        tls: { mode: 'Terminate', options: { 'gateway.istio.io/tls-terminate-mode': 'ISTIO_MUTUAL' } },
      },
      { name: 'tcp', port: 9000, protocol: 'TCP', allowedRoutes: { namespaces: { from: 'All' } } },
      { name: 'hbone', port: 15008, protocol: 'HBONE' },
    ],
    addresses: [{ type: 'Hostname', value: 'edge.infra.svc.cluster.local' }],
    infrastructure: {
      labels: { team: 'infra' },
      annotations: { a: 'b' },
      parametersRef: { group: '', kind: 'ConfigMap', name: 'edge-pods' },
    },
    allowedListeners: { namespaces: { from: 'Same' } },
    tls: {
      backend: { clientCertificateRef: secret('client', 'infra') },
      frontend: {
        default: { validation: { ...clients, mode: 'AllowInsecureFallback' } },
        perPort: [{ port: 9443, tls: { validation: clients } }],
      },
    },
    serviceType: 'NodePort',
    deploymentName: 'edge',
    serviceAccountName: 'edge-account',
  };
  const gateway = new Gateway(chart, 'edge', props);
  const ca = { group: '', kind: 'ConfigMap', name: 'ca' };
  expect(gateway.service).toEqual({ name: 'edge', metadata: { namespace: 'infra' } });
  expect(manifestOf(chart, 'Gateway', 'front')).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: {
      name: 'front',
      namespace: 'infra',
      labels: { 'istio.io/rev': 'canary', team: 'infra' },
      annotations: {
        'networking.istio.io/service-type': 'NodePort',
        'gateway.istio.io/name-override': 'edge',
        'gateway.istio.io/service-account': 'edge-account',
        note: 'none',
      },
    },
    spec: {
      gatewayClassName: 'istio',
      listeners: [
        props.listeners[0],
        {
          name: 'https',
          port: 443,
          protocol: 'HTTPS',
          tls: {
            mode: 'Terminate',
            certificateRefs: [{ name: 'rsa' }, { name: 'ecdsa' }],
            options: { 'gateway.istio.io/tls-terminate-mode': 'MUTUAL' },
          },
        },
        ...props.listeners.slice(2),
      ],
      addresses: [{ type: 'Hostname', value: 'edge.infra.svc.cluster.local' }],
      infrastructure: props.infrastructure,
      allowedListeners: { namespaces: { from: 'Same' } },
      tls: {
        backend: { clientCertificateRef: { name: 'client' } },
        frontend: {
          default: { validation: { caCertificateRefs: [ca], mode: 'AllowInsecureFallback' } },
          perPort: [{ port: 9443, tls: { validation: { caCertificateRefs: [ca] } } }],
        },
      },
    },
  });
});

describe('fails when', () => {
  const tls = { certificateRefs: [secret('crt')] } as const;
  const forced = (listener: object) => [{ ...http, ...listener }] as unknown as GatewayApi.GatewayProps['listeners'];
  test.each<[string, Partial<GatewayApi.GatewayProps>, string]>([
    [
      'plain HTTP has TLS',
      { listeners: forced({ tls }) },
      'listeners[0].tls is not for protocol HTTP, got {"certificateRefs":[{"name":"crt"}]}; ' +
        'remove it, or set the protocol to HTTPS or TLS',
    ],
    [
      'TLS says nothing of it',
      { listeners: forced({ protocol: 'TLS' }) },
      'listeners[0].tls is missing for protocol TLS; give its mode, Terminate or Passthrough',
    ],
    [
      'HTTPS is passed through',
      { listeners: forced({ protocol: 'HTTPS', tls: { mode: 'Passthrough' } }) },
      'listeners[0].tls.mode is not for protocol HTTPS, got "Passthrough"; use Terminate, or protocol TLS',
    ],
    [
      'TLS ends without a certificate',
      { listeners: forced({ protocol: 'HTTPS', tls: {} }) },
      'listeners[0].tls.certificateRefs are missing for mode Terminate; name the Secret of the certificate',
    ],
    [
      'TCP names a host',
      { listeners: forced({ protocol: 'TCP', hostname: 'a.com' }) },
      'listeners[0].hostname is not for protocol TCP, got "a.com"; remove it: such connections name no host',
    ],
    [
      'two listeners have one port and host',
      { listeners: [http, { ...http, name: 'again' }] },
      'listeners[1] has port, protocol and hostname of listeners[0], got "80/HTTP/"; change one of the three, or merge the two',
    ],
    [
      'an address stands twice',
      {
        addresses: [
          { type: 'Hostname', value: 'a' },
          { type: 'Hostname', value: 'a' },
        ],
      },
      'addresses[1].value is that of addresses[0] as well, got "a"; keep one of the two',
    ],
    [
      'an address is no host',
      { addresses: [{ type: 'Hostname', value: 'A b' }] },
      'addresses[0].value is not a host, got "A b"; use a DNS name in small letters',
    ],
    [
      'a label has no key',
      { infrastructure: { labels: { 'a b': 'c' } } },
      'infrastructure.labels has a key that no object can have, got "a b"; ' +
        'use at most 63 letters, digits, -, _ and .; a DNS name and / may stand before it',
    ],
    [
      'an annotation has a long prefix',
      { infrastructure: { annotations: { [`${'a'.repeat(253)}/b`]: 'c' } } },
      `infrastructure.annotations has a key that no object can have, got "${'a'.repeat(253)}/b"; ` +
        'use at most 63 letters, digits, -, _ and .; a DNS name and / may stand before it',
    ],
  ])('%s', (_, props, message) => {
    expect(refusals(() => new Gateway(testChart(), 'edge', { listeners: [http], ...props }))).toEqual([message]);
  });

  test('a listener is asked for that is none', () => {
    const gateway = new Gateway(testChart(), 'edge', { listeners: [http] });
    expect(refusals(() => gateway.listener('https' as 'http'))).toEqual([
      'listener is not defined by this gateway, got "https"; use one of http, or define it in listeners',
    ]);
  });

  test('a Secret of another namespace is of this program, and not where it is of another', () => {
    const tls = { certificateRefs: [OutsideObject.unchecked({ name: 'crt', namespace: 'certs' })] } as const;
    const chart = testChart('infra');
    const gateway = new Gateway(chart, 'edge', { listeners: [{ name: 'https', port: 443, protocol: 'HTTPS', tls }] });
    expect(gateway.node.validate()).toEqual([]);
    expect(specOf(chart, 'Gateway', 'edge')).toMatchObject({
      listeners: [{ tls: { certificateRefs: [{ name: 'crt', namespace: 'certs' }] } }],
    });
  });

  test('a Secret is in a namespace that does not allow it, and not where it does', () => {
    const chart = testChart('infra');
    const listener = { name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [secret('crt', 'certs')] } } as const;
    const gateway = new Gateway(chart, 'edge', { listeners: [listener] });
    expect(gateway.node.validate()).toEqual([
      'listeners[0].tls.certificateRefs[0] is in a namespace that does not allow it to Gateways of infra, got "Secret certs/crt"; ' +
        'add a ReferenceGrant in certs, which grant(...) of this object makes',
    ]);
    gateway.grant(chart);
    expect(gateway.node.validate()).toEqual([]);
    expect(specOf(chart, 'ReferenceGrant', 'gateway-infra-edge')).toEqual({
      from: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'infra' }],
      to: [{ group: '', kind: 'Secret', name: 'crt' }],
    });
  });
});

describe('takes a route', () => {
  const chart = () => testChart('infra');
  const backend = Backend.service({ name: 'shop', metadata: { namespace: 'shop' } }, 80);
  const route = (parent: GatewayApi.ParentReference, namespace: string, hostnames?: string[]) =>
    new HTTPRoute(testChart(namespace), 'shop', { parentRefs: [parent], hostnames, rules: [{ backendRefs: [{ backend }] }] });
  const placed = (parent: GatewayApi.ParentReference, namespace: string, hostnames?: string[]) =>
    route(parent, namespace, hostnames)
      .node.validate()
      .filter((message) => message.startsWith('parentRefs'));

  test('of its own namespace alone, unless a listener says otherwise', () => {
    const gateway = new Gateway(chart(), 'edge', { listeners: [http] });
    expect(placed(gateway, 'infra')).toEqual([]);
    expect(placed(gateway, 'shop')).toEqual([
      'parentRefs[0] is a gateway that does not take the route: http takes routes of namespace infra alone, got "infra/edge"; ' +
        'let routes of shop in by allowedRoutes.namespaces of the listener, or put the route there',
    ]);
    const open = new Gateway(chart(), 'edge', { listeners: [{ ...http, allowedRoutes: { namespaces: { from: 'All' } } }] });
    expect(placed(open, 'shop')).toEqual([]);
  });

  test('of the namespaces that a selector names, and where it goes by other labels of any', () => {
    const name = 'kubernetes.io/metadata.name';
    const withSelector = (selector: GatewayApi.NamespaceSelector) => {
      const allowedRoutes = { namespaces: { from: 'Selector', selector } } as const;
      return new Gateway(chart(), 'edge', { listeners: [{ ...http, allowedRoutes }] });
    };
    expect(placed(withSelector({ matchLabels: { [name]: 'shop' } }), 'shop')).toEqual([]);
    expect(placed(withSelector({ matchLabels: { team: 'a' } }), 'shop')).toEqual([]);
    expect(placed(withSelector({ matchLabels: { [name]: 'other' } }), 'shop')).toHaveLength(1);
    const within = { matchExpressions: [{ key: name, operator: 'In', values: ['shop'] }] } as const;
    expect(placed(withSelector(within), 'shop')).toEqual([]);
    expect(placed(withSelector(within), 'other')).toHaveLength(1);
  });

  test('of a kind that goes with the protocol', () => {
    const tcp = { name: 'tcp', port: 9000, protocol: 'TCP' } as const;
    const gateway = new Gateway(chart(), 'edge', { listeners: [tcp, http] });
    expect(placed(gateway, 'infra')).toEqual([]);
    expect(placed(gateway.listener('tcp'), 'infra')).toEqual([
      'parentRefs[0] is a gateway that does not take the route: tcp takes no HTTPRoute, got "infra/edge tcp"; ' +
        'use a listener whose protocol and allowedRoutes go with the kind of route',
    ]);
  });

  test('for a host that it serves', () => {
    const gateway = new Gateway(chart(), 'edge', { listeners: [{ ...http, hostname: '*.example.com' }] });
    expect(placed(gateway, 'infra', ['a.example.com'])).toEqual([]);
    expect(placed(gateway, 'infra', ['*.a.example.com', 'b.com'])).toEqual([]);
    expect(placed(gateway, 'infra', ['example.com'])).toEqual([
      'parentRefs[0] is a gateway that does not take the route: http serves *.example.com alone, got "infra/edge"; ' +
        'name a host that the listener serves',
    ]);
  });
});
