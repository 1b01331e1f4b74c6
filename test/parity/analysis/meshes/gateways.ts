import type { Labels } from '../../../../lib/core/labels';
import type { Values } from '../../../../lib/core/schema/values';
import type { MeshMaker } from './mesh-maker';
import { addWorkload } from './workloads';

const HOSTS = ['*', 'shop.example.com', '*.example.com', 'pay.example.com', 'api.shop.example.com', '*.shop.example.com'];
const CREDENTIALS = ['cert-a', 'cert-b'];

function serverHost(m: MeshMaker): string {
  const host = m.pick(...HOSTS);
  return m.pick(host, host, host, `./${host}`, `*/${host}`, `${m.namespace()}/${host}`);
}

function tls(m: MeshMaker): Values {
  const credentialName = m.slip(m.pick(...CREDENTIALS), 'cert-z', `${m.namespace()}/cert-a`, 'cert-broken');
  return m.pick<Values>(
    { mode: 'SIMPLE', credentialName },
    { mode: 'SIMPLE', credentialName },
    { mode: 'MUTUAL', credentialName },
    { mode: 'SIMPLE', serverCertificate: m.pick('/etc/a.pem', '/etc/b.pem'), privateKey: m.slip('/etc/a.key', '/etc/c.key') },
    { mode: 'SIMPLE', credentialNames: m.pick(['cert-a'], ['cert-a', 'cert-z']) },
    { mode: 'PASSTHROUGH' },
    { mode: m.slip('PASSTHROUGH', 'AUTO_PASSTHROUGH'), credentialName: m.slip(undefined, 'cert-a') },
    { mode: 'SIMPLE', credentialName, minProtocolVersion: m.slip('TLSV1_2', 'TLSV1_1') },
    {
      mode: 'SIMPLE',
      credentialName,
      cipherSuites: m.slip(['ECDHE-RSA-AES128-GCM-SHA256'], ['NOT-A-SUITE'], ['AES128-SHA', 'AES128-SHA']),
    },
  );
}

function server(m: MeshMaker, at: number): Values {
  const hosts = m.several(m.slip(1, 0), 2, () => serverHost(m));
  const plain = m.chance(0.6);
  const number = plain ? m.slip(m.pick(80, 80, 80), 31400, 8080, 90, 70000) : m.slip(m.pick(443, 443, 443), 15443, 8443, 444);
  return {
    port: {
      number,
      name: m.slip(`port-${at}`, 'http'),
      protocol: plain ? m.slip('HTTP', 'TCP', 'WEB') : m.slip('HTTPS', 'TLS', 'HTTP'),
    },
    hosts,
    bind: m.sometimes(0.1, () => m.pick('0.0.0.0', '10.0.0.1')),
    tls: plain
      ? m.slip(undefined, { httpsRedirect: true }, { mode: 'SIMPLE', credentialName: 'cert-a' })
      : m.slip(tls(m), undefined),
  };
}

const WRONG_SELECTORS: readonly (Labels | undefined)[] = [
  { istio: 'ingresgateway' },
  undefined,
  {},
  { istio: 'ingressgateway', app: 'other' },
  { app: 'web' },
];

function makeGateway(m: MeshMaker, labels: Labels, home: string): void {
  const name = m.name('gw');
  const namespace = m.pick(home, m.namespace());
  const { istio, app } = labels;
  const right = m.pick<Labels>({ istio: istio! }, { istio: istio! }, labels, { app: app! });
  const servers = m.several(m.slip(1, 0), 2, (at) => server(m, at));
  const hosts = servers.flatMap(({ hosts }) => hosts as string[]);
  m.gateways.push({ name, namespace, hosts });
  m.addIstio('networking', 'Gateway', name, namespace, { selector: m.slip(right, ...WRONG_SELECTORS), servers });
}

function gatewayPorts(m: MeshMaker): Values[] {
  const http = {
    name: 'http2',
    port: 80,
    targetPort: m.pick<unknown>(8080, 80, undefined, 'http2'),
    protocol: m.pick('TCP', undefined),
  };
  const https = { name: 'https', port: 443, targetPort: m.pick<unknown>(8443, 443), protocol: m.slip('TCP', 'UDP') };
  const status = { name: 'status-port', port: 15021, targetPort: 15021 };
  return m.slip([status, http, https], [http], [status], [http, https, { name: 'alt', port: 8080, targetPort: 80 }]);
}

/** Gateway pods with their Service and certificates, as the official chart makes them, and Gateways for them. */
export function makeGateways(m: MeshMaker): void {
  m.several(m.slip(m.pick(0, 1), 1, 2), 2, () => {
    const home = m.pick('istio-system', m.namespace());
    const name = m.name('edge');
    const labels: Labels = { istio: m.pick('ingressgateway', 'ingressgateway', name), app: name };
    const pod = {
      ...labels,
      ...m.slip<Labels>({ 'sidecar.istio.io/inject': 'true' }, {}, { 'sidecar.istio.io/inject': 'false' }),
    };
    const annotations = m.slip<Labels | undefined>({ 'inject.istio.io/templates': 'gateway' }, undefined);
    const containers = [{ name: 'istio-proxy', image: m.slip('auto', 'auto', 'istio/proxyv2:1') }];
    if (!m.slip(false, true)) {
      addWorkload(m, m.slip('Deployment', 'DaemonSet', 'Pod'), name, home, {
        metadata: { labels: pod, annotations },
        spec: { containers },
      });
    }
    if (!m.slip(false, true)) {
      m.add(
        'v1',
        'Service',
        { name, namespace: home, labels: m.slip<Labels>(labels, {}) },
        { spec: { type: 'LoadBalancer', selector: m.slip(labels, {}, { istio: 'x' }), ports: gatewayPorts(m) } },
      );
    }
    for (const certificate of CREDENTIALS) {
      if (m.slip(false, true)) continue;
      const namespace = m.slip(home, m.namespace());
      m.add(
        'v1',
        'Secret',
        { name: certificate, namespace },
        { type: 'kubernetes.io/tls', data: { 'tls.crt': 'YQ==', 'tls.key': 'YQ==' } },
      );
    }
    m.several(1, 2, () => makeGateway(m, labels, home));
  });
}
