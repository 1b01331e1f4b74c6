import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { httpRules } from './http-rules';

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, rule, field } of httpRules(mesh)) {
    for (const [i, { gateways = [], sourceLabels = {}, sourceNamespace = '' }] of (rule.match ?? []).entries()) {
      if (gateways.length === 0) continue;
      const place = `${field}.match[${i}]`;
      const problem = 'is not looked at beside gateways, so that the rule is for all callers';
      if (Object.keys(sourceLabels).length > 0) yield { on, field: `${place}.sourceLabels`, problem, got: sourceLabels };
      if (sourceNamespace !== '') yield { on, field: `${place}.sourceNamespace`, problem, got: sourceNamespace };
    }
  }
}

export const sourceBesideGateways: Rule = {
  code: 'MESH0111',
  level: 'warning',
  title: 'Source of a match that its gateways turn off',
  explanation:
    'Where a match names gateways, they alone decide which proxies get it. Labels and namespace of the source that stand beside them are left out, and the rule answers callers for which it is not meant.',
  fix: 'remove gateways from the match, or split the VirtualService into one for the gateways and one for the mesh',
  find,
};
