import { gatewayApi, istio, object } from '../manifests';
import { testRule } from './rule-cases';

const account = (place: string) => object('ServiceAccount', place);
const entry = (serviceAccount?: string) =>
  istio('WorkloadEntry', 'shop/vm', { address: '10.0.0.1', ...(serviceAccount === undefined ? {} : { serviceAccount }) });

testRule({
  code: 'MESH0503',
  trips: {
    'it is misspelt': [
      account('shop/web-vm') + entry('web-wm'),
      'spec.serviceAccount is no ServiceAccount of namespace shop, got "web-wm"',
    ],
    'another one is there': [account('shop/web') + entry('database'), 'got "database"'],
    'it is in another namespace': [account('web/vm') + account('shop/web') + entry('vm'), 'got "vm"'],
  },
  misses: {
    'it is there': account('shop/vm') + entry('vm'),
    'the accounts of the namespace are elsewhere': account('web/vm') + entry('vm'),
    'the one of every namespace': account('shop/web') + entry('default'),
    'none is named': account('shop/web') + entry(),
  },
});

const port = (number: number, protocol: string, rest: object = {}) => ({
  number,
  protocol,
  name: `${protocol}-${number}`.toLowerCase(),
  ...rest,
});
const https = port(443, 'HTTPS');
const outside = (...ports: object[]) =>
  istio('ServiceEntry', 'shop/api', { hosts: ['api.example.com'], resolution: 'DNS', ports });
const rule = (trafficPolicy: object, rest: object = {}) =>
  istio('DestinationRule', 'shop/api', { host: 'api.example.com', trafficPolicy, ...rest });
const simple = { tls: { mode: 'SIMPLE' } };
const ofPort = (number: number) => ({ portLevelSettings: [{ port: { number }, ...simple }] });
const to = (number?: number) => ({
  destination: { host: 'api.example.com', ...(number === undefined ? {} : { port: { number } }) },
});
const routes = (rules: object) => istio('VirtualService', 'shop/api', { hosts: ['api.example.com'], ...rules });

testRule({
  code: 'MESH0504',
  trips: {
    HTTPS: [
      outside(https) + rule(simple),
      'spec.trafficPolicy.tls.mode starts TLS around that of the applications, as port 443 of ServiceEntry shop/api is HTTPS, got "SIMPLE"',
    ],
    TLS: [
      outside(port(8443, 'TLS')) + rule({ tls: { mode: 'MUTUAL' } }),
      'port 8443 of ServiceEntry shop/api is TLS, got "MUTUAL"',
    ],
    'one port': [outside(https) + rule(ofPort(443)), 'spec.trafficPolicy.portLevelSettings[0].tls.mode'],
    'a rule for the domain': [outside(https) + rule(simple, { host: '*.example.com' }), 'spec.trafficPolicy.tls.mode'],
    'plain HTTP that leads to another port': [
      outside(port(80, 'HTTP', { targetPort: 443 }), https) + rule(simple) + routes({ http: [{ route: [to(80)] }] }),
      'port 443',
    ],
    'rules that tell server names apart': [
      outside(https) +
        rule(simple) +
        routes({ tls: [{ match: [{ port: 443, sniHosts: ['api.example.com'] }], route: [to(443)] }] }),
      'port 443',
    ],
  },
  misses: {
    'the applications speak HTTP': outside(port(80, 'HTTP', { targetPort: 443 })) + rule(simple),
    'TLS for another port': outside(port(80, 'HTTP', { targetPort: 443 }), https) + rule(ofPort(80)),
    'the port is left out of it':
      outside(https) + rule({ ...simple, portLevelSettings: [{ port: { number: 443 }, tls: { mode: 'DISABLE' } }] }),
    'plain requests are sent there':
      outside(port(80, 'HTTP'), https) + rule(ofPort(443)) + routes({ http: [{ route: [to(443)] }] }),
    'plain requests are sent there, by the port that they came in by':
      outside(https) + rule(simple) + routes({ http: [{ route: [to()] }] }),
    'plain bytes are sent there': outside(https) + rule(simple) + routes({ tcp: [{ route: [to(443)] }] }),
    'a route of the Gateway API sends requests there':
      outside(https) +
      rule(simple) +
      gatewayApi('HTTPRoute', 'shop/api', {
        rules: [{ backendRefs: [{ group: 'networking.istio.io', kind: 'Hostname', name: 'api.example.com', port: 443 }] }],
      }),
    'it is for chosen workloads': outside(https) + rule(simple, { workloadSelector: { matchLabels: { app: 'egress' } } }),
    'TLS of a subset alone': outside(https) + rule({}, { subsets: [{ name: 'tls', trafficPolicy: simple }] }),
    'TLS of the mesh': outside(https) + rule({ tls: { mode: 'ISTIO_MUTUAL' } }),
    'a database': outside(port(5432, 'TCP')) + rule(simple),
    'another host': outside(https) + rule(simple, { host: 'www.example.com' }),
  },
});

const plugin = (imagePullSecret: string, url = 'oci://registry.example.com/filter:1') =>
  istio('WasmPlugin', 'shop/filter', { url, imagePullSecret });
const secret = (place: string, type?: string) => object('Secret', place, type === undefined ? {} : { type });
const pull = 'kubernetes.io/dockerconfigjson';

testRule({
  code: 'MESH0806',
  trips: {
    'there is none': [
      plugin('registry'),
      'spec.imagePullSecret is no Secret of namespace shop that the manifests make, got "registry"',
    ],
    'it is in another namespace': [secret('istio-system/registry', pull) + plugin('registry'), 'is no Secret of namespace shop'],
    'a namespace before the name changes nothing': [
      secret('istio-system/registry', pull) + plugin('istio-system/registry'),
      'got "istio-system/registry"',
    ],
    'a host without scheme': [plugin('registry', 'registry.example.com:5000/filter:1'), 'spec.imagePullSecret'],
    'a file of a server': [plugin('registry', 'https://example.com/filter.wasm'), 'spec.imagePullSecret'],
    'a TrafficExtension': [
      object(
        'TrafficExtension',
        'shop/filter',
        { spec: { wasm: { url: 'oci://registry.example.com/filter:1', imagePullSecret: 'registry' } } },
        'extensions.istio.io/v1alpha1',
      ),
      'spec.wasm.imagePullSecret',
    ],
    'a Secret of another type': [secret('shop/registry') + plugin('registry'), 'is a Secret of the type Opaque, got "registry"'],
  },
  misses: {
    'it is there': secret('shop/registry', pull) + plugin('registry'),
    'something makes it':
      object('ExternalSecret', 'shop/pull', { spec: { target: { name: 'registry' } } }, 'external-secrets.io/v1') +
      plugin('registry'),
    'a file of the proxy': plugin('registry', 'file:///var/filter.wasm'),
    'none is named': istio('WasmPlugin', 'shop/filter', { url: 'oci://registry.example.com/filter:1' }),
  },
});
