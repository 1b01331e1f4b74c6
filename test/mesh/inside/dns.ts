import { createSocket } from 'node:dgram';
import type { Api } from './api';
import { Collection } from './collection';
import type { EndpointSlice, Service } from './kube-object';
import { NODE } from './layout';

const A = 1;
const CLUSTER = '.svc.cluster.local';
const NO_SUCH_NAME = 3;
const SECONDS_TO_LIVE = 1;

/** The DNS server of the cluster: Services, and one and the same address for every name of the world outside. IPv4 only. */
export class Dns {
  private readonly slices: Collection<EndpointSlice>;

  constructor(
    api: Api,
    private readonly services: Collection<Service>,
  ) {
    this.slices = new Collection(api, '/apis/discovery.k8s.io/v1/endpointslices');
  }

  async start(): Promise<void> {
    await this.slices.follow();
    const socket = createSocket('udp4');
    socket.on('message', (query, { address, port }) => {
      const answer = this.answer(query);
      if (answer !== undefined) socket.send(answer, port, address);
    });
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject).bind(53, NODE.dns, resolve);
    });
  }

  private answer(query: Buffer): Buffer | undefined {
    const { name, end } = readName(query);
    if (end + 4 > query.length) return undefined;
    const addresses = this.lookUp(name.toLowerCase());
    const records = query.readUInt16BE(end) === A ? (addresses ?? []).map(addressRecord) : [];
    const header = Buffer.alloc(12);
    query.copy(header, 0, 0, 2);
    header.writeUInt16BE(0x8580 | (addresses === undefined ? NO_SUCH_NAME : 0), 2); // an authoritative answer
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(records.length, 6);
    return Buffer.concat([header, query.subarray(12, end + 4), ...records]);
  }

  /** Nothing where there is no such name. */
  private lookUp(name: string): readonly string[] | undefined {
    if (!name.endsWith('.cluster.local')) return name.includes('.') ? [NODE.internet] : undefined;
    if (!name.endsWith(CLUSTER)) return undefined;
    const parts = name.slice(0, -CLUSTER.length).split('.');
    const [namespace = '', service = '', host, ...more] = parts.reverse();
    if (more.length > 0) return undefined;
    const found = this.services.get(namespace, service);
    if (found === undefined) return undefined;
    const { clusterIP, externalName } = found.spec;
    if (externalName !== undefined) return this.lookUp(externalName);
    if (clusterIP !== undefined && clusterIP !== 'None') return host === undefined ? [clusterIP] : undefined;
    const endpoints = [...this.slices.all]
      .filter(({ metadata }) => metadata.namespace === namespace && metadata.labels?.['kubernetes.io/service-name'] === service)
      .flatMap((slice) => slice.endpoints ?? [])
      .filter((endpoint) => endpoint.conditions?.ready !== false && (host === undefined || endpoint.hostname === host));
    return endpoints.length === 0 ? undefined : endpoints.flatMap(({ addresses }) => addresses);
  }
}

function readName(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.'), end: at + 1 };
}

function addressRecord(address: string): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt16BE(0xc00c, 0); // the name of the question
  record.writeUInt16BE(A, 2);
  record.writeUInt16BE(1, 4);
  record.writeUInt32BE(SECONDS_TO_LIVE, 6);
  record.writeUInt16BE(4, 10);
  record.set(address.split('.').map(Number), 12);
  return record;
}
