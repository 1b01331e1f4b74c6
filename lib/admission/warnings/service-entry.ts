import type { ServiceEntrySpec, WorkloadEntrySpec } from '../../../imports/networking.istio.io';
import type { Problem } from '../../core/problem';
import type { Wire } from '../../core/wire';
import { isHttp, protocolProblems } from '../protocol';
import { emptySelectorWarnings, isRefusedSelector } from './selector';

type Spec = Wire<ServiceEntrySpec>;

const LOOKED_UP: readonly string[] = ['DNS', 'DNS_ROUND_ROBIN'];

/** Protocols of which a proxy sees connections alone, or that are inside TLS. */
function isTcp(protocol: string): boolean {
  return !isHttp(protocol) && protocol.toUpperCase() !== 'UDP' && protocolProblems('', protocol).length === 0;
}

/** What Istio warns of in an endpoint outside of the cluster. */
export function endpointWarnings(field: string, { address = '', network = '' }: Wire<WorkloadEntrySpec>): Problem[] {
  if (address !== '' || network === '') return [];
  const fix = 'set the address, or know that the gateway of the network is called';
  return [{ field, problem: `is missing, and stands for the gateway of network ${network}`, fix }];
}

function hostWarnings({ hosts = [], resolution }: Spec): Problem[] {
  if (resolution === 'DYNAMIC_DNS') return [];
  const problem = 'has a * that is not a whole part of the name';
  return hosts.flatMap((got, i) =>
    got.includes('*') && got.length !== 1 && !got.startsWith('*.')
      ? [{ field: `hosts[${i}]`, problem, got, fix: 'use *. and a domain' }]
      : [],
  );
}

function portWarnings({ hosts = [], ports = [], addresses = [], resolution = 'NONE' }: Spec): Problem[] {
  const isOpen = addresses.length === 0 && resolution === 'NONE';
  const open = isOpen ? [...ports.entries()].filter(([, { protocol = '' }]) => protocol === '' || protocol === 'TCP') : [];
  const isShared = LOOKED_UP.includes(resolution) && addresses.length > 0 && hosts.length > 1;
  const shared = isShared ? ports.findIndex(({ protocol = '' }) => isTcp(protocol)) : -1;
  return [
    ...open.map(([i, { protocol = '' }]) => ({
      field: `ports[${i}].protocol`,
      problem: 'needs the addresses of the host',
      got: protocol,
      fix: 'set addresses, or a protocol that names the host',
    })),
    ...(shared === -1
      ? []
      : [
          {
            field: `ports[${shared}].protocol`,
            problem: 'cannot tell the hosts apart, which share their addresses',
            got: ports[shared]?.protocol,
            fix: 'give each host a ServiceEntry of its own',
          },
        ]),
  ];
}

/** What Istio warns of in the spec of a ServiceEntry. */
export function serviceEntryWarnings(spec: Spec): Problem[] {
  const { workloadSelector, resolution = 'NONE', endpoints = [] } = spec;
  if (isRefusedSelector(workloadSelector?.labels)) return [];
  const isUnused = workloadSelector !== undefined && resolution === 'NONE';
  const problem = 'is ignored, since resolution NONE goes where clients go';
  return [
    ...emptySelectorWarnings('workloadSelector', workloadSelector, workloadSelector?.labels),
    ...hostWarnings(spec),
    ...portWarnings(spec),
    ...(isUnused ? [{ field: 'workloadSelector', problem, got: workloadSelector, fix: 'set resolution to STATIC' }] : []),
    ...(resolution === 'STATIC' ? endpoints.flatMap((one, i) => endpointWarnings(`endpoints[${i}].address`, one)) : []),
  ];
}
