import type {
  VirtualServiceSpecHttpRewrite,
  VirtualServiceSpecHttpRewriteUriRegexRewrite,
} from '../../imports/networking.istio.io';
import type { Problem } from '../core/problem';
import { regularExpressionProblems } from '../core/regular-expression';
import { emptyTextProblems } from '../core/sizes';
import type { Wire } from '../core/wire';

function expressionProblems(field: string, expression: Wire<VirtualServiceSpecHttpRewriteUriRegexRewrite>): Problem[] {
  const { match = '', rewrite = '' } = expression;
  return [
    ...regularExpressionProblems(`${field}.match`, match),
    ...emptyTextProblems(`${field}.rewrite`, rewrite, 'write what takes the place of what is found'),
  ];
}

/** What Istio refuses in a rewrite. */
export function rewriteProblems(field: string, rewrite: Wire<VirtualServiceSpecHttpRewrite> | undefined): Problem[] {
  if (rewrite === undefined) return [];
  const { authority = '', uri = '', uriRegexRewrite } = rewrite;
  if (uriRegexRewrite === undefined) {
    if (authority !== '' || uri !== '') return [];
    return [{ field, problem: 'changes nothing', got: rewrite, fix: 'give uri, uriRegexRewrite or authority' }];
  }
  return [
    ...(uri === '' ? [] : [{ field: `${field}.uri`, problem: 'stands beside uriRegexRewrite', fix: 'keep one of the two' }]),
    ...expressionProblems(`${field}.uriRegexRewrite`, uriRegexRewrite),
  ];
}
