import { nearestField } from '../../core/schema/nearest-field';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];
const GRPC = /^\/[a-zA-Z_][\w.]*\/[a-zA-Z_]\w*$/;

function isMethod(method: string): boolean {
  return METHODS.includes(method) || GRPC.test(method) || method.startsWith('*') || method.endsWith('*');
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.of('security.istio.io/AuthorizationPolicy')) {
    for (const [i, { to = [] }] of (on.spec.rules ?? []).entries()) {
      for (const [j, { operation }] of to.entries()) {
        for (const list of ['methods', 'notMethods'] as const) {
          for (const [k, method] of (operation?.[list] ?? []).entries()) {
            if (isMethod(method)) continue;
            const field = `spec.rules[${i}].to[${j}].operation.${list}[${k}]`;
            const fix = nearestField(method.toUpperCase(), METHODS).replace(
              'remove it, or use',
              'use /package.Service/Method, or',
            );
            yield { on, field, problem: 'is no method of HTTP or gRPC', got: method, fix };
          }
        }
      }
    }
  }
}

export const unknownMethod: Rule = {
  code: 'KIA0102',
  level: 'warning',
  title: 'Method that no request has',
  explanation:
    'A method of an AuthorizationPolicy is compared with that of the request letter by letter: get is not GET, and of gRPC it is the path /package.Service/Method that counts.',
  fix: 'write a method of HTTP in capital letters, or /package.Service/Method',
  find,
};
