import type { GatewaySpec, GatewaySpecAddresses } from '../../../imports/gateway.networking.k8s.io';
import type { Problem } from '../../core/problem';
import type { Wire } from '../../core/wire';
import { listenersProblems } from './listeners';

type Address = Wire<GatewaySpecAddresses>;

const HOSTNAME = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const KEY = /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$/;
const LONGEST_PREFIX = 252;
/** Types of which each value may stand only once. */
const UNIQUE: readonly string[] = ['IPAddress', 'Hostname'];

const typeOf = ({ type = 'IPAddress' }: Address) => type;

function addressesProblems(addresses: readonly Address[]): Problem[] {
  return addresses.flatMap((address, i) => {
    const { value } = address;
    const field = `addresses[${i}].value`;
    const type = typeOf(address);
    if (value === undefined || !UNIQUE.includes(type)) return [];
    const first = addresses.findIndex((other) => typeOf(other) === type && other.value === value);
    return [
      ...(first === i
        ? []
        : [{ field, problem: `is that of addresses[${first}] as well`, got: value, fix: 'keep one of the two' }]),
      ...(type !== 'Hostname' || HOSTNAME.test(value)
        ? []
        : [{ field, problem: 'is not a host', got: value, fix: 'use a DNS name in small letters' }]),
    ];
  });
}

function keyProblems(field: string, marks: Readonly<Record<string, string>> | undefined): Problem[] {
  return Object.keys(marks ?? {}).flatMap((key) => {
    if (KEY.test(key) && (key.split('/')[0] ?? '').length <= LONGEST_PREFIX) return [];
    const fix = 'use at most 63 letters, digits, -, _ and .; a DNS name and / may stand before it';
    return [{ field, problem: 'has a key that no object can have', got: key, fix }];
  });
}

/** What the cluster refuses in the spec of a Gateway of the Gateway API, beyond its schema. */
export function kubernetesGatewayProblems({ addresses = [], infrastructure, listeners }: Wire<GatewaySpec>): Problem[] {
  return [
    ...listenersProblems('listeners', listeners),
    ...addressesProblems(addresses),
    ...keyProblems('infrastructure.labels', infrastructure?.labels),
    ...keyProblems('infrastructure.annotations', infrastructure?.annotations),
  ];
}
