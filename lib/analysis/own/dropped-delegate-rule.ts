import { isLeftOut } from '../../admission/delegation';
import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { httpRules } from './http-rules';

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, rule, field } of httpRules(mesh)) {
    const { delegate, match } = rule;
    if (delegate === undefined || match === undefined) continue;
    const { name = '', namespace = '' } = delegate;
    const leaf = mesh.read('networking.istio.io/VirtualService', namespace === '' ? on.namespace : namespace, name);
    if (leaf === undefined || (leaf.spec.hosts ?? []).length > 0) continue;
    for (const [i, inner] of (leaf.spec.http ?? []).entries()) {
      if (!isLeftOut(match, inner.match)) continue;
      yield {
        on: leaf,
        field: `spec.http[${i}].match`,
        problem: `has a condition that fits under none of ${field}.match of VirtualService ${on.namespace}/${on.name}, so that the whole rule is left out`,
        got: inner.match,
      };
    }
  }
}

export const droppedDelegateRule: Rule = {
  code: 'MESH0116',
  level: 'error',
  title: 'Rule of a delegate that its root leaves out',
  explanation:
    'istiod joins the conditions of a rule that delegates with those of the delegate. Where one of the delegate fits under none of the rule, a path outside of the prefix, a regular expression under a prefix, or no source namespace where the rule has one, it leaves the whole rule of the delegate out.',
  fix: 'let each path of the delegate begin with the prefix of the rule that delegates, and repeat its source namespace',
  find,
};
