import type { VirtualServiceSpec, VirtualServiceSpecHttp } from '../../../imports/networking.istio.io';
import type { Problem } from '../../core/problem';
import type { Wire } from '../../core/wire';
import { isIpAddress } from '../addresses';

/** Bytes from which on a body makes the configuration slow, and from which on Istio refuses it. */
const LARGE = 100 * 1024;
const TOO_LARGE = 1024 * 1024;

/** Names of Gateways with a dot in place of a slash. Istio looks no further than to the first name without namespace. */
function gatewayWarnings(field: string, names: readonly string[] = []): Problem[] {
  const i = names.findIndex((name) => !name.includes('/'));
  const name = names[i] ?? '';
  if (!name.includes('.')) return [];
  const [gateway, namespace] = name.split('.');
  return [{ field: `${field}[${i}]`, problem: 'is written in the old way', got: name, fix: `write ${namespace}/${gateway}` }];
}

function bodyWarnings(field: string, { directResponse }: Wire<VirtualServiceSpecHttp>): Problem[] {
  const { string, bytes } = directResponse?.body ?? {};
  const size = string === undefined ? Buffer.byteLength(bytes ?? '', 'base64') : Buffer.byteLength(string);
  if (size <= LARGE || size > TOO_LARGE) return [];
  const fix = 'serve it from a workload';
  return [
    { field: `${field}.directResponse.body`, problem: `has more than ${LARGE} bytes, which every proxy is sent`, got: size, fix },
  ];
}

function httpWarnings(field: string, route: Wire<VirtualServiceSpecHttp>): Problem[] {
  const { mirrorPercent, mirror_percent: snakeCase } = route as typeof route & { readonly mirror_percent?: number };
  const got = mirrorPercent ?? snakeCase;
  const name = mirrorPercent === undefined ? 'mirror_percent' : 'mirrorPercent';
  return [
    ...(got === undefined
      ? []
      : [{ field: `${field}.${name}`, problem: 'is an old field', got, fix: `use mirrorPercentage: { value: ${got} }` }]),
    ...bodyWarnings(field, route),
  ];
}

/** What Istio warns of in the spec of a VirtualService, besides rules that no request reaches. */
export function virtualServiceWarnings({ gateways, http = [], tls = [] }: Wire<VirtualServiceSpec>): Problem[] {
  const problem = 'is an address, which clients do not send as server name';
  return [
    ...gatewayWarnings('gateways', gateways),
    ...http.flatMap((route, i) => httpWarnings(`http[${i}]`, route)),
    ...tls.flatMap(({ match = [] }, i) =>
      match.flatMap(({ sniHosts = [], gateways: named }, j) => [
        ...sniHosts.flatMap((got, k) =>
          isIpAddress(got) ? [{ field: `tls[${i}].match[${j}].sniHosts[${k}]`, problem, got, fix: 'name a host' }] : [],
        ),
        ...gatewayWarnings(`tls[${i}].match[${j}].gateways`, named),
      ]),
    ),
  ];
}
