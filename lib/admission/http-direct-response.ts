import type {
  VirtualServiceSpecHttpDirectResponse,
  VirtualServiceSpecHttpDirectResponseBody,
} from '../../imports/networking.istio.io';
import type { Problem } from '../core/problem';
import type { Wire } from '../core/wire';
import { statusProblems } from './http-status';

const LARGEST_BODY = 2 ** 20;

function bodyProblems(field: string, { string = '', bytes }: Wire<VirtualServiceSpecHttpDirectResponseBody>): Problem[] {
  const size = bytes === undefined ? Buffer.byteLength(string) : Buffer.byteLength(bytes, 'base64');
  if (size <= LARGEST_BODY) return [];
  return [{ field, problem: `must have at most ${LARGEST_BODY} bytes`, got: size, fix: 'answer from a service' }];
}

/** What Istio refuses in an answer that no service gives. */
export function directResponseProblems(
  field: string,
  response: Wire<VirtualServiceSpecHttpDirectResponse> | undefined,
): Problem[] {
  if (response === undefined) return [];
  return [...bodyProblems(`${field}.body`, response.body ?? {}), ...statusProblems(`${field}.status`, response.status)];
}
