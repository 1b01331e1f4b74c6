import type { Mesh } from '../../model';
import { fullHost, mostSpecific } from '../../model/hosts';
import type { Report, Rule } from '../rule';
import { type DestinationRule, tlsMode } from './wide-rules';

function* find(mesh: Mesh): Iterable<Report> {
  const rules = mesh.of('networking.istio.io/DestinationRule');
  const wide = new Map<string, DestinationRule>();
  for (const rule of rules) {
    const { host = '' } = rule.spec;
    if (host.startsWith('*') && tlsMode(rule) !== undefined) wide.set(host, rule);
  }
  const hosts = new Set(wide.keys());
  if (hosts.size === 0) return;
  for (const on of rules) {
    const host = fullHost(on.spec.host ?? '', on.namespace, mesh.settings.domain);
    if (tlsMode(on) !== undefined || hosts.has(host)) continue;
    const around = wide.get(mostSpecific(host, hosts) ?? '');
    if (around === undefined) continue;
    const problem = `takes the place of DestinationRule ${around.namespace}/${around.name}, and not its tls ${tlsMode(around)}`;
    yield { on, field: 'spec.host', problem, got: on.spec.host };
  }
}

export const nearerTls: Rule = {
  code: 'KIA0204',
  level: 'warning',
  title: 'TLS settings that a nearer rule hides',
  explanation:
    'Of two DestinationRules the one for the more exact host holds alone. This one says nothing of TLS, so what the wider one says does not hold for its host.',
  fix: 'write trafficPolicy.tls of the wider DestinationRule into this one too, or leave it out of both',
  find,
};
