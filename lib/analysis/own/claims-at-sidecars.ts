import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { httpRules } from './http-rules';

const CLAIM = '@request.auth.claims';

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, rule, field } of httpRules(mesh)) {
    const { gateways = [], hosts = [] } = on.spec;
    if (hosts.length === 0 || gateways.some((name) => name !== 'mesh')) continue;
    for (const [i, { headers = {} }] of (rule.match ?? []).entries()) {
      for (const name of Object.keys(headers).filter((key) => key.startsWith(CLAIM)))
        yield { on, field: `${field}.match[${i}].headers`, problem: 'asks for a claim, which sidecars do not know', got: name };
    }
  }
}

export const claimsAtSidecars: Rule = {
  code: 'MESH0112',
  level: 'error',
  title: 'Claim of a token in a rule for sidecars',
  explanation:
    'Routes by the claims of a token work at gateways alone. At a sidecar the condition is never true, so that its rule never answers.',
  fix: 'name the gateways of the VirtualService, or let the gateway turn the claim into a header with outputClaimToHeaders',
  find,
};
