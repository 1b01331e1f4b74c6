import type { Outcome, OutcomeDestination, OutcomeFault } from './outcome';

const percent = (share: number) => `${Number(share.toFixed(4))} %`;

const FAILURES: Readonly<Record<NonNullable<OutcomeDestination['fails']>, string>> = {
  noCluster: 'which the proxy does not know',
  noEndpoints: 'where there are no pods',
  closed: 'which cuts the connection',
  denied: 'where a policy denies it',
};

/** `reviews.shop.svc.cluster.local v2, port 9080` */
export function describeDestination({ service, subset, port, fails }: OutcomeDestination): string {
  if (service === '') return 'nowhere';
  const failing = fails === undefined ? '' : `, ${FAILURES[fails]}`;
  return `${service}${subset === '' ? '' : ` ${subset}`}, port ${port}${failing}`;
}

export function describeFault(fault: OutcomeFault): string {
  const share = `of ${percent(fault.percentage)}`;
  if (fault.type === 'delay') return `${share} a delay of ${fault.delayMs} ms`;
  return `${share} an abort with ${'status' in fault ? fault.status : `gRPC status ${fault.grpcStatus}`}`;
}

const ENDINGS: Readonly<Record<Outcome['outcome'], string>> = {
  route: 'goes to its destinations',
  redirect: 'is redirected',
  direct: 'is answered by the proxy',
  abort: 'is aborted',
  preflight: 'is a preflight, answered by the proxy',
  notFound: 'matches no route',
  noCluster: 'is routed to what the proxy does not know',
  noEndpoints: 'is routed to what has no pods',
  passthrough: 'passes the mesh unchanged',
  blackhole: 'is refused by the proxy, since it is not for a host that it may call',
  closed: 'is cut off',
  refused: 'finds nobody who listens',
  denied: 'is denied by a policy',
  nack: 'meets a configuration that Envoy refuses',
};

function rows({ outcome, ...said }: Outcome): [string, string][] {
  const { status, redirect, body, timeoutMs, retries, path, authority } = said;
  return [
    ['outcome', `${outcome}: it ${ENDINGS[outcome]}${status === undefined ? '' : `, status ${status}`}`],
    ...said.destinations.map((one): [string, string] => ['to', `${percent(one.weight)} ${describeDestination(one)}`]),
    ...said.endpoints.map((one): [string, string] => [
      'pods',
      `${one.workload || (one.address ?? one.service)}${one.port === undefined ? '' : `, port ${one.port}`}${one.fails === undefined ? '' : `, ${FAILURES[one.fails]}`}`,
    ]),
    ...(redirect === undefined ? [] : [['redirect', `${redirect.status} ${redirect.location}`] as [string, string]]),
    ...(body === undefined || body === '' ? [] : [['body', body] as [string, string]]),
    ...said.faults.map((fault): [string, string] => ['fault', describeFault(fault)]),
    ...(timeoutMs === undefined ? [] : [['timeout', `${timeoutMs} ms`] as [string, string]]),
    ...(retries === undefined ? [] : [['retries', `${retries.attempts} on ${retries.retryOn}`] as [string, string]]),
    ...said.mirrors.map((one): [string, string] => [
      'mirror',
      `${percent(one.percentage)} ${describeDestination({ ...one, weight: one.percentage })}`,
    ]),
    ...(authority === undefined ? [] : [['received', `${authority}${path ?? ''}`] as [string, string]]),
    ...(said.mtls === undefined ? [] : [['TLS', said.mtls] as [string, string]]),
    ...(said.flags.length === 0 ? [] : [['flags', said.flags.join(', ')] as [string, string]]),
    ...said.why.map((one): [string, string] => ['why', one]),
  ];
}

/** An outcome in lines of text, the kind of each line before it. */
export function describeOutcome(outcome: Outcome): string {
  const lines = rows(outcome).map(([kind, text], i, all) => `${(all[i - 1]?.[0] === kind ? '' : kind).padEnd(10)}${text}`);
  const { ambiguous } = outcome;
  const otherwise =
    ambiguous === undefined ? [] : ['', 'or, if the objects were made the other way round:', describeOutcome(ambiguous)];
  return [...lines, ...otherwise].join('\n');
}
