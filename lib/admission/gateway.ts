import type { GatewaySpec } from '../../imports/networking.istio.io';
import { labelNameProblems } from '../core/names';
import type { Problem } from '../core/problem';
import { repeatedProblems } from '../core/repeated';
import { emptyListProblems } from '../core/sizes';
import type { Wire } from '../core/wire';
import type { Placed } from './placed';
import { serverProblems } from './server';
import { credentialProblems } from './server-tls';

/** What Istio refuses in the spec and name of a Gateway, beyond its schema. */
export function gatewayProblems({ servers = [] }: Wire<GatewaySpec>, { name }: Placed): Problem[] {
  const names = servers.map(({ port }, i) => ({ field: `servers[${i}].port.name`, value: port.name }));
  return [
    ...(name === undefined ? [] : labelNameProblems('metadata.name', name)),
    ...emptyListProblems('servers', servers, 'give the ports that are opened'),
    ...servers.flatMap((server, i) => serverProblems(`servers[${i}]`, server)),
    ...repeatedProblems(names, 'give each port its own name'),
  ];
}

/** What Istio takes in the spec of a Gateway, and what leaves a server without certificate, or its clients unchecked. */
export function gatewayCredentialProblems({ servers = [] }: Wire<GatewaySpec>): Problem[] {
  return servers.flatMap(({ tls }, i) => (tls === undefined ? [] : credentialProblems(`servers[${i}].tls`, tls)));
}
