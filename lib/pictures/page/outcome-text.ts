import type { Outcome } from '../../simulation';

const KINDS: Readonly<Record<Outcome['outcome'], string>> = {
  route: 'is sent on',
  redirect: 'is answered with a redirect by the proxy',
  direct: 'is answered by the proxy',
  abort: 'is ended by a fault',
  preflight: 'is answered by the proxy, as a preflight of CORS',
  notFound: 'meets no route',
  noCluster: 'is sent to what the proxy does not know',
  noEndpoints: 'is sent to what has no pods',
  passthrough: 'goes to the address that was called, which the mesh does not know',
  blackhole: 'is refused by the proxy, since it is not for a host that it may call',
  closed: 'is cut off',
  refused: 'meets no open port',
  denied: 'is refused by a policy',
  nack: 'meets a port whose configuration Envoy refuses',
};

const REACHED: readonly Outcome['outcome'][] = ['route', 'passthrough', 'redirect', 'direct', 'preflight'];

export function isGood({ outcome }: Outcome): boolean {
  return REACHED.includes(outcome);
}

/** What becomes of a request, in a sentence. */
export function sentenceOf({ outcome, status }: Outcome): string {
  return `The request ${KINDS[outcome]}${status === undefined ? '' : ` (${status})`}.`;
}

/** What becomes of a request, in the fewest words. */
export function shortOf({ outcome, status, faults, timeoutMs }: Outcome): string {
  const wrong = faults.map((fault) =>
    fault.type === 'delay'
      ? `delay ${fault.delayMs / 1000} s (${fault.percentage} %)`
      : `abort ${'status' in fault ? fault.status : fault.grpcStatus} (${fault.percentage} %)`,
  );
  const end = outcome === 'route' ? [] : [`${outcome}${status === undefined ? '' : ` ${status}`}`];
  const limit = timeoutMs === undefined ? [] : [`timeout ${timeoutMs / 1000} s`];
  return [...end, ...wrong, ...limit].join(', ');
}

/** Everything that an outcome says, a line each. */
export function factsOf(outcome: Outcome): string[] {
  const { destinations, faults, timeoutMs, retries, mirrors, redirect, path, authority, headers, flags, body } = outcome;
  const named = (one: { readonly service: string; readonly subset: string; readonly port: number }) =>
    `${one.service}:${one.port}${one.subset === '' ? '' : `, subset ${one.subset}`}`;
  const wrong = faults.map((fault) =>
    fault.type === 'delay'
      ? `waits ${fault.delayMs / 1000} s, ${fault.percentage} % of the requests`
      : `fails with ${'status' in fault ? fault.status : `gRPC ${fault.grpcStatus}`}, ${fault.percentage} % of the requests`,
  );
  return [
    ...destinations.map((one) => `${one.weight} % to ${named(one)}${one.fails === undefined ? '' : ` (fails: ${one.fails})`}`),
    ...outcome.endpoints.map(({ workload, namespace, address, port }) => {
      const name = workload === '' ? (address ?? 'an address outside') : `${workload}.${namespace}`;
      return `answered by ${name}${port === undefined ? '' : ` on port ${port}`}`;
    }),
    ...wrong,
    ...(timeoutMs === undefined ? [] : [`ends after ${timeoutMs / 1000} s`]),
    ...(retries === undefined ? [] : [`${retries.attempts} retries on ${retries.retryOn}`]),
    ...mirrors.map((one) => `a copy of ${one.percentage} % to ${named(one)}`),
    ...(redirect === undefined ? [] : [`redirect ${redirect.status} to ${redirect.location}`]),
    ...(path === undefined ? [] : [`path is ${path}`]),
    ...(authority === undefined ? [] : [`host is ${authority}`]),
    ...Object.entries(headers ?? {}).map(([name, value]) => `header ${name} is ${value}`),
    ...(body === undefined || body === '' ? [] : [`text: ${body}`]),
    ...(flags.length === 0 ? [] : [`flags of Envoy: ${flags.join(', ')}`]),
  ];
}
