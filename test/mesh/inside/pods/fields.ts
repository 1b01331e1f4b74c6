import { cpus, totalmem } from 'node:os';
import type { Container, Pod } from '../kube-object';
import { NODE } from '../layout';

/** A field of a pod, as the downward API gives it. */
export function podField(pod: Pod, ip: string, path: string): string {
  const [, map, key] = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path) ?? [];
  if (key !== undefined) return pod.metadata[map as 'labels' | 'annotations']?.[key] ?? '';
  switch (path) {
    case 'metadata.name':
    case 'metadata.namespace':
    case 'metadata.uid':
      return pod.metadata[path.slice('metadata.'.length) as 'name' | 'namespace' | 'uid'];
    case 'metadata.labels':
    case 'metadata.annotations':
      return Object.entries(pod.metadata[path.slice('metadata.'.length) as 'labels' | 'annotations'] ?? {})
        .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
        .sort()
        .join('');
    case 'spec.nodeName':
      return NODE.name;
    case 'spec.serviceAccountName':
      return pod.spec.serviceAccountName ?? 'default';
    case 'status.podIP':
    case 'status.podIPs':
      return ip;
    case 'status.hostIP':
    case 'status.hostIPs':
      return NODE.ip;
    default:
      throw new Error(`the pod asks for the field ${path}, which this node does not know`);
  }
}

const MACHINE: Readonly<Record<string, number>> = { cpu: cpus().length, memory: totalmem() };

/** A limit or request of a container; a limit that is not set is what the machine has. */
export function resourceField(container: Container, resource: string, divisor = '1'): string {
  const [side = '', name = ''] = resource.split('.');
  const set = container.resources?.[side as 'limits' | 'requests']?.[name];
  const amount = set !== undefined ? quantity(set) : side === 'limits' ? (MACHINE[name] ?? 0) : 0;
  return `${Math.ceil(amount / (divisor === '0' ? 1 : quantity(divisor)))}`;
}

const UNITS: Readonly<Record<string, number>> = {
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

function quantity(text: string): number {
  const [, amount, unit = ''] = /^([\d.]+)(.*)$/.exec(text) ?? [];
  return Number(amount) * (unit === '' ? 1 : (UNITS[unit] ?? Number.NaN));
}
