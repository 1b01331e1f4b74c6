import type { SidecarSpec, SidecarSpecEgress, SidecarSpecIngress } from '../../../imports/networking.istio.io';
import type { Problem } from '../../core/problem';
import type { Wire } from '../../core/wire';
import { isHttp } from '../protocol';
import { emptySelectorWarnings, isRefusedSelector } from './selector';
import { serverTlsWarnings } from './server-tls';

function ingressWarnings(field: string, { port, tls, connectionPool }: Wire<SidecarSpecIngress>): Problem[] {
  if (port === undefined) return [];
  const isUnused = connectionPool?.http !== undefined && !isHttp(port.protocol ?? '');
  const problem = `is for HTTP, and the port has ${port.protocol}`;
  return [
    ...(tls === undefined ? [] : serverTlsWarnings(`${field}.tls`, tls)),
    ...(isUnused
      ? [
          {
            field: `${field}.connectionPool.http`,
            problem,
            got: connectionPool.http,
            fix: 'set tcp, or the protocol of the port',
          },
        ]
      : []),
  ];
}

function egressWarnings(field: string, { hosts = [] }: Wire<SidecarSpecEgress>, own: string): Problem[] {
  const seen = new Map<string, Set<string>>();
  const problems: Problem[] = [];
  for (const [i, got] of hosts.entries()) {
    const slash = got.indexOf('/');
    if (slash === -1 || got.startsWith('~')) continue;
    const namespace = got.startsWith('./') ? own : got.slice(0, slash);
    const host = got.slice(slash + 1);
    const before = seen.get(namespace) ?? new Set();
    seen.set(namespace, before);
    if (host === '*' ? before.size > 0 : before.has(host) || before.has('*')) {
      problems.push({ field: `${field}.hosts[${i}]`, problem: 'is imported twice', got, fix: 'keep the widest one' });
    }
    before.add(host);
  }
  if (seen.get('*')?.has('*') && seen.size > 1) {
    const fix = 'remove */*, or all others';
    problems.push({ field: `${field}.hosts`, problem: 'has */* and others, which it has in it', got: hosts, fix });
  }
  return problems;
}

/**
 * What Istio warns of in the spec of a Sidecar.
 * @param namespace of the Sidecar
 */
export function sidecarWarnings(spec: Wire<SidecarSpec>, namespace: string): Problem[] {
  const { workloadSelector, ingress = [], egress = [], outboundTrafficPolicy, inboundConnectionPool } = spec;
  const isEmpty = ingress.length + egress.length === 0 && !outboundTrafficPolicy && !inboundConnectionPool;
  if (isEmpty || isRefusedSelector(workloadSelector?.labels)) return [];
  return [
    ...emptySelectorWarnings('workloadSelector', workloadSelector, workloadSelector?.labels),
    ...ingress.flatMap((listener, i) => ingressWarnings(`ingress[${i}]`, listener)),
    ...egress.flatMap((listener, i) => egressWarnings(`egress[${i}]`, listener, namespace)),
  ];
}
