import { isIP } from 'node:net';
import type { Problem } from '../core/problem';

/** Beginning of the address of a Unix domain socket. */
const UNIX = 'unix://';

/** Whether a text is an IPv4 or IPv6 address, the latter perhaps with a `%` and its zone. */
export function isIpAddress(text: string): boolean {
  const zone = text.indexOf('%');
  if (zone === -1) return isIP(text) !== 0;
  return isIP(text.slice(0, zone)) === 6 && zone < text.length - 1;
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
  if (text.includes('/') ? isSubnet(text) : isIpAddress(text)) return [];
  return [{ field, problem: 'is not an IP address or subnet', got: text, fix: 'use for example 10.0.0.1 or 10.0.0.0/24' }];
}

/**
 * Problems of the address of a Unix domain socket.
 * @param folders whether the name of an abstract one may end in `/`
 */
export function unixAddressProblems(field: string, text: string, folders = true): Problem[] {
  const path = text.slice(UNIX.length);
  const isFolder = path.endsWith('/');
  if (path.startsWith('@') ? folders || !isFolder : path.startsWith('/') && !isFolder) return [];
  const fix = 'use unix:///path/to/socket, or unix://@name for an abstract one';
  return [{ field, problem: 'is not the address of a Unix domain socket', got: text, fix }];
}
