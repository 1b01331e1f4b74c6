import { isIP } from 'node:net';
import type { Problem } from '../core/problem';

/** Beginning of the address of a Unix domain socket. */
const UNIX = 'unix://';

/** Whether a text is an IPv4 or IPv6 address. */
export function isIpAddress(text: string): boolean {
  return isIP(text) !== 0;
}

/** Whether a text is an address of a Unix domain socket, right or wrong. */
export function isUnixAddress(text: string): boolean {
  return text.startsWith(UNIX);
}

function isSubnet(text: string): boolean {
  const [address = '', length = '', ...more] = text.split('/');
  const family = isIP(address);
  if (more.length > 0 || family === 0 || address.includes('%') || !/^(0|[1-9][0-9]{0,2})$/.test(length)) return false;
  return Number(length) <= (family === 4 ? 32 : 128);
}

/** Problems of an IP address. */
export function ipAddressProblems(field: string, text: string): Problem[] {
  return isIpAddress(text)
    ? []
    : [{ field, problem: 'is not an IP address', got: text, fix: 'use for example 10.0.0.1 or 2001:db8::1' }];
}

/** Problems of an IP address or a subnet in CIDR form. */
export function subnetProblems(field: string, text: string): Problem[] {
  if (isIpAddress(text) || isSubnet(text)) return [];
  return [{ field, problem: 'is not an IP address or subnet', got: text, fix: 'use for example 10.0.0.1 or 10.0.0.0/24' }];
}

/** Problems of the address of a Unix domain socket. */
export function unixAddressProblems(field: string, text: string): Problem[] {
  const path = text.slice(UNIX.length);
  if (path.startsWith('@') || (path.startsWith('/') && !path.endsWith('/'))) return [];
  const fix = 'use unix:///path/to/socket, or unix://@name for an abstract one';
  return [{ field, problem: 'is not the address of a Unix domain socket', got: text, fix }];
}
