import { BlockList, isIP } from 'node:net';
import type { Target } from './route';
import type { RouteTable } from './route-table';

/** What is done with a connection: its requests are routed, or its bytes are sent on. */
export type ChainFilter =
  | { readonly kind: 'http'; readonly table: () => RouteTable }
  | { readonly kind: 'tcp'; readonly targets: readonly Target[]; readonly why: readonly string[] };

/** A way through a listener, and which connections take it. */
export interface FilterChain {
  /** Names that are asked for in TLS; none takes any, and connections without TLS. */
  readonly serverNames: readonly string[];
  /** Addresses that are called; none takes any. */
  readonly subnets: readonly string[];
  /** Whether it takes requests of HTTP outside of TLS alone, which the proxy sees from the first bytes. */
  readonly takesPlainHttp: boolean;
  /** Whether the proxy ends the TLS of clients, so that none can come without. */
  readonly opensTls: boolean;
  readonly filter: ChainFilter;
}

/** What a proxy sees of a connection before it takes a way. */
export interface Connection {
  /** Address that is called; undefined where nothing tells it. */
  readonly address: string | undefined;
  /** Name that is asked for in TLS; undefined outside of TLS, empty where none is asked for. */
  readonly serverName: string | undefined;
  readonly isPlainHttp: boolean;
}

function prefixLength(subnet: string): number {
  const [address = '', length] = subnet.split('/');
  return length === undefined ? (isIP(address) === 6 ? 128 : 32) : Number(length);
}

function holds(subnet: string, address: string): boolean {
  const [network = ''] = subnet.split('/');
  const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(address) === 0 || isIP(network) === 0 || (isIP(address) === 6) !== (family === 'ipv6')) return false;
  const list = new BlockList();
  list.addSubnet(network, prefixLength(subnet), family);
  return list.check(address, family);
}

/** Of the chains, those with the narrowest subnet that holds the address, else those without subnets. */
function bySubnet(chains: readonly FilterChain[], address: string | undefined): readonly FilterChain[] {
  if (chains.every(({ subnets }) => subnets.length === 0)) return chains;
  const lengths = chains.map(({ subnets }) =>
    Math.max(-1, ...subnets.filter((subnet) => address !== undefined && holds(subnet, address)).map(prefixLength)),
  );
  const longest = Math.max(...lengths);
  if (longest < 0) return chains.filter(({ subnets }) => subnets.length === 0);
  return chains.filter((_, i) => lengths[i] === longest);
}

/** How well a name fits: the length of what it is written with, exact names above all; 0 for chains that take any, -1 for none. */
function closeness(serverNames: readonly string[], name: string): number {
  if (serverNames.length === 0 || serverNames.includes('*')) return 0;
  if (serverNames.some((one) => one.toLowerCase() === name)) return Number.POSITIVE_INFINITY;
  const wildcards = serverNames.filter((one) => one.startsWith('*') && name.endsWith(one.slice(1).toLowerCase()));
  return Math.max(-1, ...wildcards.map(({ length }) => length));
}

function byServerName(chains: readonly FilterChain[], serverName: string | undefined): readonly FilterChain[] {
  const fits = chains.map(({ serverNames }) => closeness(serverNames, (serverName ?? '').toLowerCase()));
  const best = Math.max(-1, ...fits);
  return best < 0 ? [] : chains.filter((_, i) => fits[i] === best);
}

function byProtocol(chains: readonly FilterChain[], isPlainHttp: boolean): readonly FilterChain[] {
  const sniffed = isPlainHttp ? chains.filter(({ takesPlainHttp }) => takesPlainHttp) : [];
  return sniffed.length > 0 ? sniffed : chains.filter(({ takesPlainHttp }) => !takesPlainHttp);
}

/** The chain that a connection takes: by address, then by server name, then by what is spoken, with no way back; undefined where none fits. */
export function chainFor(chains: readonly FilterChain[], connection: Connection): FilterChain | undefined {
  const { address, serverName, isPlainHttp } = connection;
  return byProtocol(byServerName(bySubnet(chains, address), serverName), isPlainHttp)[0];
}

const takesAll = ({ serverNames, subnets, takesPlainHttp }: FilterChain) =>
  (serverNames.length === 0 || serverNames.includes('*')) && subnets.length === 0 && !takesPlainHttp;

/** As `chainFor`, with the chain that takes everything as the last resort, as sidecars have it. */
export function chainOrLast(chains: readonly FilterChain[], connection: Connection): FilterChain | undefined {
  const picky = chains.filter((chain) => !takesAll(chain));
  return chainFor(picky, connection) ?? chains.find(takesAll);
}

/** All that a chain asks for, one by one. */
function* asks({ serverNames, subnets, takesPlainHttp }: FilterChain): Generator<string> {
  const names = serverNames.length === 0 || serverNames.includes('*') ? [''] : serverNames;
  for (const subnet of subnets.length === 0 ? [''] : subnets) {
    for (const name of names) yield `${subnet} ${name.toLowerCase()} ${takesPlainHttp}`;
  }
}

/** Whether two chains of a listener ask for the same, so that Envoy refuses the listener. */
export function isRefused(chains: readonly FilterChain[]): boolean {
  const asked = new Set<string>();
  return chains.some((chain) => {
    const own = new Set(asks(chain));
    const isTwice = [...own].some((one) => asked.has(one));
    for (const one of own) asked.add(one);
    return isTwice;
  });
}

/** Whether two chains take the same connections, so that istiod keeps the first. */
export function conflict(a: FilterChain, b: FilterChain): boolean {
  const names = ({ serverNames }: FilterChain) => [...new Set(serverNames.filter((name) => name !== '*'))].sort().join();
  const subnets = (chain: FilterChain) => [...new Set(chain.subnets.filter((one) => !one.startsWith('0.0.0.0')))].sort().join();
  return a.takesPlainHttp === b.takesPlainHttp && names(a) === names(b) && subnets(a) === subnets(b);
}
