import type { Call } from './call';
import { grpcAnswer, isGrpc } from './grpc-answer';
import type { HttpRequest } from './http-request';
import { type Outcome, outcomeOf } from './outcome';
import { perform } from './perform';
import { refusedRequest } from './refused-request';
import type { RouteTable } from './route-table';

const NOT_FOUND = { status: 404, body: '', flags: ['NR'] };

/** What a table of routes makes of a request. */
export function answer(table: RouteTable, request: HttpRequest, call: Call): Outcome {
  const outcome = answered(table, request, call);
  return isGrpc(request) ? grpcAnswer(outcome) : outcome;
}

function answered(table: RouteTable, request: HttpRequest, call: Call): Outcome {
  const { nack } = table;
  if (nack !== undefined) return outcomeOf('nack', { why: [...table.why, ...nack] });
  const refused = refusedRequest(request, call.clusters.client.mesh.settings);
  if (refused !== undefined) return refused;
  const host = table.find(request.authority);
  if (host === undefined) {
    return outcomeOf('notFound', { ...NOT_FOUND, why: [...table.why, `no host of the port is ${request.authority}`] });
  }
  if (host.requiresTls && request.scheme !== 'https') {
    const location = `https://${request.authority}${request.path}`;
    return outcomeOf('redirect', { status: 301, redirect: { status: 301, location }, why: [...table.why, ...host.why] });
  }
  const asked = request.asItCame ?? request;
  for (const route of host.routes()) {
    if (route.match.matches(asked)) return perform(route, request, call, table.why);
  }
  return outcomeOf('notFound', { ...NOT_FOUND, why: [...table.why, ...host.why, 'none of its rules takes the request'] });
}
