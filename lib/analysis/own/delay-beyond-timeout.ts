import { nanoseconds } from '../../admission/duration';
import { append } from '../../core/grouped';
import { picks } from '../../core/labels';
import type { Mesh, Workload } from '../../model';
import { fullHost } from '../../model/hosts';
import type { Report, Rule } from '../rule';
import { httpRules, type PlacedRule } from './http-rules';

/** Timeouts of all rules of a host of the mesh, by its full name. */
function timeoutsByHost(mesh: Mesh): ReadonlyMap<string, readonly PlacedRule[]> {
  return mesh.once('rules for http by full host', () => {
    const rules = new Map<string, PlacedRule[]>();
    for (const placed of httpRules(mesh)) {
      for (const host of placed.on.spec.hosts ?? []) {
        const full = fullHost(host, placed.on.namespace, mesh.settings.domain);
        append(rules, full, placed);
      }
    }
    return rules;
  });
}

/** A rule that ends requests to a workload earlier than after a time, where all rules of its host do. */
function endedBy(mesh: Mesh, workload: Workload, delay: bigint): PlacedRule | undefined {
  for (const { host } of mesh.servicesFor(workload)) {
    const rules = timeoutsByHost(mesh).get(host) ?? [];
    const isShort = ({ rule }: PlacedRule) => {
      const timeout = rule.timeout === undefined ? undefined : nanoseconds(rule.timeout);
      return timeout !== undefined && timeout > 0n && timeout < delay;
    };
    if (rules.length > 0 && rules.every(isShort)) return rules[0];
  }
  return undefined;
}

function* find(mesh: Mesh): Iterable<Report> {
  for (const { on, rule, field } of httpRules(mesh)) {
    const { fixedDelay } = rule.fault?.delay ?? {};
    const delay = fixedDelay === undefined ? undefined : nanoseconds(fixedDelay);
    if (!delay) continue;
    for (const { sourceLabels = {}, sourceNamespace, gateways } of rule.match ?? []) {
      if (Object.keys(sourceLabels).length === 0 || gateways !== undefined) continue;
      const callers = mesh.workloadsWith(sourceLabels, sourceNamespace).filter((one) => picks(sourceLabels, one.labels));
      const ended = callers.map((one) => endedBy(mesh, one, delay)).find((one) => one !== undefined);
      if (ended === undefined) continue;
      yield {
        on,
        field: `${field}.fault.delay.fixedDelay`,
        problem: `is longer than timeout ${ended.rule.timeout} of ${ended.field} of VirtualService ${ended.on.namespace}/${ended.on.name}, which ends the requests to the callers before`,
        got: fixedDelay,
      };
      break;
    }
  }
}

export const delayBeyondTimeout: Rule = {
  code: 'MESH0102',
  level: 'info',
  title: 'Delay that is longer than callers are waited for',
  explanation:
    'The delay is for the calls of some workloads, and every rule for requests to these workloads has a shorter timeout: whoever asks them gets 504, and never what they make of a slow answer.',
  fix: 'make the delay shorter than the timeout, unless 504 is what you want to see',
  find,
};
