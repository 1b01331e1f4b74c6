import type { Values } from '../../../../lib/core/schema/values';
import { EXTERNAL, hostOf } from './destinations';
import type { MeshMaker } from './mesh-maker';

function clientTls(m: MeshMaker): Values {
  const mode = m.slip(m.pick('ISTIO_MUTUAL', 'DISABLE', 'SIMPLE'), 'SIMPLE', 'MUTUAL');
  const files = { clientCertificate: '/etc/c.pem', privateKey: '/etc/k.pem' };
  const verified = m.slip<Values>(
    { caCertificates: '/etc/ca.pem' },
    {},
    { credentialName: 'cert-a' },
    { subjectAltNames: ['a'] },
    { caCertificates: 'system' },
  );
  const usesCa = mode === 'SIMPLE' || mode === 'MUTUAL';
  return { mode, ...(mode === 'MUTUAL' && !('credentialName' in verified) && files), ...(usesCa && verified) };
}

function trafficPolicy(m: MeshMaker): Values | undefined {
  if (m.chance(0.5)) return m.slip(undefined, {});
  return {
    tls: m.slip(clientTls(m), undefined),
    portLevelSettings: m.sometimes(0.4, () =>
      m.several(1, 2, (at) => ({ port: m.slip({ number: [443, 8443][at] }, {}), tls: m.slip(clientTls(m), undefined) })),
    ),
    loadBalancer: m.sometimes(0.3, () => ({ simple: m.pick('ROUND_ROBIN', 'LEAST_REQUEST') })),
    connectionPool: m.sometimes(0.1, () => ({ tcp: { maxConnections: m.slip(10, -1) } })),
    outlierDetection: m.sometimes(0.1, () =>
      m.slip<Values>({ consecutive5xxErrors: 5 }, { consecutiveErrors: 5 }, { interval: '1ns' }),
    ),
  };
}

function subset(m: MeshMaker, name: string): Values {
  const labels = m.slip({ version: name }, { version: 'v9' }, {}, undefined, { version: name, tier: 'gold' });
  return { name: m.slip(name, name, ''), labels, trafficPolicy: m.slip(undefined, { tls: clientTls(m) }) };
}

function makeDestinationRule(m: MeshMaker): void {
  const namespace = m.pick(m.namespace(), m.namespace(), 'istio-system');
  const service = m.service();
  const isOutside = service === undefined || (m.entries.length > 0 && m.chance(0.2));
  const own = isOutside
    ? m.slip(m.pick(...m.entries, ...(m.entries.length > 0 ? [] : EXTERNAL)), m.pick(...EXTERNAL))
    : hostOf(m, service, namespace);
  const host = m.slip(own, '*.shop.svc.cluster.local', '*.local', '*', 'www.example.net');
  const made = m.workloads.filter(({ labels }) => labels.app === service?.name).flatMap(({ labels }) => labels.version ?? []);
  const versions = m.slip([...new Set(made)], ['v1'], ['v1', 'v2'], ['v2', 'v2']);
  if (!isOutside && host === own) service.subsets.push(...versions);
  m.addIstio('networking', 'DestinationRule', m.name('dr'), namespace, {
    host,
    trafficPolicy: trafficPolicy(m),
    subsets: versions.map((version) => subset(m, version)),
    exportTo: m.sometimes(0.15, () => m.slip(m.pick(['*'], ['.'], [m.namespace()]), ['.', 'nowhere'], [])),
    workloadSelector: m.slip<Values | undefined>(undefined, { matchLabels: { app: 'web' } }, {}),
  });
}

/** Subsets and policies for what is routed to. */
export function makeDestinationRules(m: MeshMaker): void {
  m.several(0, 4, () => makeDestinationRule(m));
}
