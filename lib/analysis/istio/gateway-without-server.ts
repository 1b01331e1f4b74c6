import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { gatewayGroups } from './gateway-groups';
import { selectorText } from './selector-text';

function* find(mesh: Mesh): Iterable<Report> {
  const groups = gatewayGroups(mesh);
  for (const on of mesh.of('networking.istio.io/Gateway')) {
    const { selector = {}, servers = [] } = on.spec;
    const got = selectorText(selector);
    if (servers.length > 0 || got === '') continue;
    if ([...(groups.get(got) ?? [])].some(({ ports }) => ports.size > 0)) continue;
    yield { on, field: 'spec.selector', problem: 'picks pods at which no Gateway has a server', got };
  }
}

export const gatewayWithoutServer: Rule = {
  code: 'IST0101',
  level: 'error',
  title: 'Gateway without a server',
  explanation: 'A Gateway has no servers, and no other one at its pods has any, so nothing listens there.',
  fix: 'give the Gateway servers, or remove it',
  find,
};
