import { portProblems } from '../core/format';
import type { Problem } from '../core/problem';
import { dnsLabelProblems } from './hosts';
import { protocolProblems } from './protocol';

/** The port of a listener of a sidecar, as it stands in YAML. */
export interface ListenerPort {
  readonly name?: string;
  readonly number?: number;
  readonly protocol?: string;
  readonly targetPort?: number;
}

/**
 * Problems of the port of a listener.
 * @param socket whether the listener is on a Unix domain socket, which has no number
 */
export function listenerPortProblems(field: string, port: ListenerPort, socket = false): Problem[] {
  const { name, number, protocol, targetPort } = port;
  return [
    ...(name === undefined || name === '' ? [] : dnsLabelProblems(`${field}.name`, name)),
    ...(protocol === undefined || protocol === '' ? [] : protocolProblems(`${field}.protocol`, protocol)),
    ...(socket ? [] : portProblems(`${field}.number`, number ?? 0)),
    ...(targetPort === undefined || targetPort === 0
      ? []
      : [{ field: `${field}.targetPort`, problem: 'does nothing in a sidecar', got: targetPort, fix: 'use defaultEndpoint' }]),
  ];
}
