import type { SidecarSpec, SidecarSpecEgress, SidecarSpecOutboundTrafficPolicy } from '../../imports/networking.istio.io';
import { portProblems } from '../core/format';
import type { Problem } from '../core/problem';
import { repeatedProblems } from '../core/repeated';
import type { Wire } from '../core/wire';
import { ipAddressProblems, isUnixAddress, unixAddressProblems } from './addresses';
import { connectionPoolProblems } from './connection-pool';
import { dnsLabelProblems, isDnsName } from './hosts';
import { selectorProblems } from './labels';
import { listenerPortProblems } from './listener-port';
import { sidecarHostProblems } from './sidecar-hosts';
import { ingressListenerProblems } from './sidecar-ingress';

type Spec = Wire<SidecarSpec>;
type Egress = Wire<SidecarSpecEgress>;

function socketProblems(field: string, { bind = '', captureMode = 'DEFAULT' }: Egress): Problem[] {
  const fix = 'write unix:///path/to/socket, or give port.number';
  return [
    ...(isUnixAddress(bind)
      ? unixAddressProblems(`${field}.bind`, bind)
      : [{ field: `${field}.bind`, problem: 'is no Unix domain socket, which a port without number needs', got: bind, fix }]),
    ...(captureMode === 'IPTABLES'
      ? [{ field: `${field}.captureMode`, problem: 'does not go with a Unix domain socket', got: captureMode, fix: 'use NONE' }]
      : []),
  ];
}

function egressListenerProblems(field: string, listener: Egress): Problem[] {
  const { bind = '', hosts, port } = listener;
  const socket = port !== undefined && (port.number ?? 0) === 0;
  return [
    ...(port === undefined ? [] : listenerPortProblems(`${field}.port`, port, socket)),
    ...(socket ? socketProblems(field, listener) : []),
    ...(port === undefined || socket || bind === '' ? [] : ipAddressProblems(`${field}.bind`, bind)),
    ...(hosts.length > 0
      ? []
      : [
          { field: `${field}.hosts`, problem: 'must have at least one entry', got: hosts, fix: "use ['~/*'] for no host at all" },
        ]),
    ...hosts.flatMap((host, i) => sidecarHostProblems(`${field}.hosts[${i}]`, host)),
  ];
}

function egressProblems(egress: readonly Egress[]): Problem[] {
  const placed = egress.map(({ bind, port }, i) => ({ bind, number: port?.number ?? 0, port, place: `egress[${i}]` }));
  const numbers = placed.filter(({ number }) => number !== 0);
  const sockets = placed.filter(({ number, port }) => port !== undefined && number === 0);
  return [
    ...egress.flatMap((listener, i) => egressListenerProblems(`egress[${i}]`, listener)),
    ...placed
      .slice(0, -1)
      .filter(({ port }) => port === undefined)
      .map(({ place }) => ({
        field: place,
        problem: 'is for every port, and not the last one',
        fix: 'put it at the end, and have only one without port',
      })),
    ...repeatedProblems(
      numbers.map(({ number, place }) => ({ field: `${place}.port.number`, value: number })),
      'list all hosts of a port in one listener',
    ),
    ...repeatedProblems(
      sockets.map(({ bind = '', place }) => ({ field: `${place}.bind`, value: bind })),
      'give each listener its own socket',
    ),
  ];
}

function outboundProblems({ egressProxy, mode = 'REGISTRY_ONLY' }: Wire<SidecarSpecOutboundTrafficPolicy>): Problem[] {
  const field = 'outboundTrafficPolicy.egressProxy';
  if (egressProxy === undefined) return [];
  if (mode !== 'ALLOW_ANY') return [{ field, problem: `is not asked in mode ${mode}`, got: egressProxy, fix: 'use ALLOW_ANY' }];
  const { host, port, subset } = egressProxy;
  const fix = 'use the full name of a service';
  return [
    ...(isDnsName(host) ? [] : [{ field: `${field}.host`, problem: 'is not a DNS name', got: host, fix }]),
    ...(port === undefined
      ? [{ field: `${field}.port`, problem: 'is missing', fix: 'set it, the mesh does not look for one' }]
      : portProblems(`${field}.port.number`, port.number ?? 0)),
    ...(subset === undefined || subset === '' ? [] : dnsLabelProblems(`${field}.subset`, subset)),
  ];
}

/** What Istio refuses in the spec of a Sidecar, beyond its schema. */
export function sidecarProblems(spec: Spec): Problem[] {
  const { egress = [], inboundConnectionPool, ingress = [], outboundTrafficPolicy, workloadSelector } = spec;
  const nothing =
    egress.length === 0 && ingress.length === 0 && outboundTrafficPolicy === undefined && inboundConnectionPool === undefined;
  const fix = 'set egress, ingress, outboundTrafficPolicy or inboundConnectionPool';
  return [
    ...(nothing ? [{ field: 'egress', problem: 'and all else is left out', fix }] : []),
    ...selectorProblems('workloadSelector.labels', workloadSelector?.labels),
    ...ingress.flatMap((listener, i) => ingressListenerProblems(`ingress[${i}]`, listener)),
    ...repeatedProblems(
      ingress.map(({ port }, i) => ({ field: `ingress[${i}].port.number`, value: port.number })),
      'list each port once',
    ),
    ...connectionPoolProblems('inboundConnectionPool', inboundConnectionPool),
    ...egressProblems(egress),
    ...(outboundTrafficPolicy === undefined ? [] : outboundProblems(outboundTrafficPolicy)),
  ];
}
