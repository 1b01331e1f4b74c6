import { dnsLabelProblems } from '../admission/hosts';
import type { Protocol } from '../admission/protocol';
import { portProblems } from '../core/format';
import type { Problem } from '../core/problem';
import { repeatedProblems } from '../core/repeated';

/** A port of a service. */
export interface ServicePort<Spoken extends Protocol = Protocol> {
  /** Number that clients call. No other port of the service has it. */
  readonly number: number;
  /** Name of the port. No other port of the service has it. */
  readonly name: string;
  /** What is spoken on the port. @default found out from the first bytes: HTTP or TCP */
  readonly protocol?: Spoken;
  /** Number on which the endpoints answer. @default `number` */
  readonly targetPort?: number;
}

/** Problems of the ports of a service. */
export function servicePortsProblems(field: string, ports: readonly ServicePort[]): Problem[] {
  const placed = (key: 'name' | 'number') => ports.map((port, i) => ({ field: `${field}[${i}].${key}`, value: port[key] }));
  return [
    ...ports.flatMap(({ number, name, targetPort }, i) => [
      ...portProblems(`${field}[${i}].number`, number),
      ...dnsLabelProblems(`${field}[${i}].name`, name),
      ...portProblems(`${field}[${i}].targetPort`, targetPort),
    ]),
    ...repeatedProblems(placed('number'), 'declare each port once'),
    ...repeatedProblems(placed('name'), 'give each port its own name'),
  ];
}
