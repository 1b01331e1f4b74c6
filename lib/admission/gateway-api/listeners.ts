import type { GatewaySpecListeners } from '../../../imports/gateway.networking.k8s.io';
import type { Problem } from '../../core/problem';
import type { Wire } from '../../core/wire';

type Listener = Wire<GatewaySpecListeners>;

const PLAIN: readonly string[] = ['HTTP', 'TCP', 'UDP'];
const WITHOUT_HOST: readonly string[] = ['TCP', 'UDP'];

function tlsProblems(field: string, { protocol, tls }: Listener): Problem[] {
  if (tls === undefined) {
    if (protocol !== 'TLS') return [];
    return [{ field, problem: 'is missing for protocol TLS', fix: 'give its mode, Terminate or Passthrough' }];
  }
  const { mode = 'Terminate', certificateRefs = [], options = {} } = tls;
  if (PLAIN.includes(protocol)) {
    return [
      { field, problem: `is not for protocol ${protocol}`, got: tls, fix: 'remove it, or set the protocol to HTTPS or TLS' },
    ];
  }
  if (protocol === 'HTTPS' && mode !== 'Terminate') {
    const fix = 'use Terminate, or protocol TLS';
    return [{ field: `${field}.mode`, problem: 'is not for protocol HTTPS', got: mode, fix }];
  }
  if (mode !== 'Terminate' || certificateRefs.length > 0 || Object.keys(options).length > 0) return [];
  return [
    { field: `${field}.certificateRefs`, problem: 'are missing for mode Terminate', fix: 'name the Secret of the certificate' },
  ];
}

/** A listener by what no two of a gateway may have in common. */
const placeOf = ({ port, protocol, hostname }: Listener) => `${port}/${protocol}/${hostname ?? ''}`;

function placeProblems(field: string, listeners: readonly Listener[]): Problem[] {
  return listeners.flatMap((listener, i) => {
    const place = placeOf(listener);
    const first = listeners.findIndex((other) => placeOf(other) === place);
    if (first === i) return [];
    const problem = `has port, protocol and hostname of ${field}[${first}]`;
    return [{ field: `${field}[${i}]`, problem, got: place, fix: 'change one of the three, or merge the two' }];
  });
}

/** Problems of the ports of a gateway, beyond the schema. */
export function listenersProblems(field: string, listeners: readonly Listener[]): Problem[] {
  return [
    ...listeners.flatMap((listener, i) => {
      const { protocol, hostname } = listener;
      const fix = 'remove it: such connections name no host';
      return [
        ...tlsProblems(`${field}[${i}].tls`, listener),
        ...(WITHOUT_HOST.includes(protocol) && hostname !== undefined && hostname !== ''
          ? [{ field: `${field}[${i}].hostname`, problem: `is not for protocol ${protocol}`, got: hostname, fix }]
          : []),
      ];
    }),
    ...placeProblems(field, listeners),
  ];
}
