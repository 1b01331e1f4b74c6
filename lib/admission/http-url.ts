import { isIPv6 } from 'node:net';
import type { Problem } from '../core/problem';

const FORM = /^https?:(?:\/\/(?<authority>[^/?]*))?(?<path>[^?#]*)(?<query>[^#]*)(?<fragment>.*)$/isu;
const AUTHORITY = /^(?:(?<user>.*)@)?(?:\[(?<address>[^\]%]*)(?:%25[^\]]*)?\]|(?<host>[^[]*?))(?::(?<port>[0-9]*))?$/su;
const USER = /^[-\w.~!$&'()*+,;=:%@]*$/;
/** Of escapes, a host takes those of the percent sign and of what is beyond ASCII. */
const HOST = /^(?:[^\s^{}|\\`@:#%]|%25|%[89a-f][0-9a-f])*$/iu;
const BAD_ESCAPE = /%(?![0-9a-f]{2})/i;
const CONTROL = /(?![\u0080-\u009f])\p{Cc}/u;
const LONGEST_PORT = 2n ** 63n - 1n;

type Parts = Readonly<Record<string, string | undefined>>;

function isAuthority(text: string): boolean {
  const parts: Parts | undefined = AUTHORITY.exec(text)?.groups;
  if (parts === undefined) return false;
  const { address, host = '', port = '', user = '' } = parts;
  const named = address === undefined ? HOST.test(host) : isIPv6(address);
  return named && USER.test(user) && !BAD_ESCAPE.test(user) && BigInt(port) <= LONGEST_PORT;
}

function isHttpUrl(text: string): boolean {
  const parts: Parts | undefined = FORM.exec(text)?.groups;
  if (parts === undefined || CONTROL.test(text)) return false;
  const { authority = '', path = '', fragment = '' } = parts;
  const escaped = `${path.startsWith('/') ? path : ''}${fragment}`;
  return isAuthority(authority) && !BAD_ESCAPE.test(escaped);
}

/** Problems of a URL of HTTP or HTTPS. */
export function httpUrlProblems(field: string, text: string): Problem[] {
  if (isHttpUrl(text)) return [];
  return [{ field, problem: 'is not a URL of http or https', got: text, fix: 'use for example https://issuer.example.com/keys' }];
}
