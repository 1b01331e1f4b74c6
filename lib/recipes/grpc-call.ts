import { type Problem, refuse } from '../core/problem';
import type { HttpMatch } from '../networking/http-match';

const NAME = '[A-Za-z_][A-Za-z0-9_]*';
const SERVICE = new RegExp(`^${NAME}(\\.${NAME})*$`);
const METHOD = new RegExp(`^${NAME}$`);

function nameProblems(field: string, name: string, form: RegExp, example: string): Problem[] {
  if (form.test(name)) return [];
  return [{ field, problem: 'is not a name of gRPC', got: name, fix: `write it as in the .proto file: ${example}` }];
}

/**
 * A condition on calls of gRPC: those of one method, or of all methods of a service.
 * @param service with its package, as in the .proto file: `shop.v1.Cart`
 * @param method of the service. All, where it is left out
 * @throws InvalidProps when it is no name of gRPC
 */
export function grpcCall(service: string, method?: string): HttpMatch {
  refuse('grpcCall', [
    ...nameProblems('service', service, SERVICE, 'shop.v1.Cart'),
    ...(method === undefined ? [] : nameProblems('method', method, METHOD, 'AddItem')),
  ]);
  return { uri: method === undefined ? { prefix: `/${service}/` } : { exact: `/${service}/${method}` } };
}
