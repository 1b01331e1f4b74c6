import { labelProblems } from '../../core/labels';
import { labelNameProblems } from '../../core/names';
import { countProblems } from '../../core/numbers';
import type { Problem } from '../../core/problem';
import { imageProblems } from '../image';
import { quotaProblems, updateStrategyProblems } from '../node-agent';
import { resourceProblems } from '../quantities';
import { type CniAgent, NODE_LABELS } from './cni-agent';
import { imageOf, ownEnvironment } from './container';
import type { CniRepairValues, CniValues } from './values';

const WAYS = ['repairPods', 'deletePods', 'labelPods'] as const;

function repairProblems(repair: CniRepairValues): Problem[] {
  const chosen = WAYS.filter((way) => repair[way]);
  const [first, ...ignored] = chosen;
  if (!repair.enabled || ignored.length === 0) return [];
  const fix = `switch repair.${first} off, or this one`;
  return ignored.map((way) => ({
    field: `repair.${way}`,
    problem: `has no effect beside repair.${first}: the agent follows one way`,
    got: true,
    fix,
  }));
}

function folderProblems(values: CniValues): Problem[] {
  return (['cniBinDir', 'cniConfDir', 'cniNetnsDir'] as const).flatMap((field) => {
    const path = values[field];
    if (path.startsWith('/') || (path === '' && field === 'cniBinDir')) return [];
    return [{ field, problem: 'must be an absolute path on the nodes', got: path, fix: 'begin with a slash' }];
  });
}

function fileProblems(field: 'cniConfFileName' | 'istioOwnedCNIConfigFileName', values: CniValues): Problem[] {
  const name = values[field];
  if (!name.includes('/')) return [];
  return [{ field, problem: 'must be the name of a file in cniConfDir', got: name, fix: 'leave out the folder' }];
}

function podProblems(agent: CniAgent): Problem[] {
  const { daemonSetLabels, env, podLabels, ambient } = agent.values;
  const problems: Problem[] = [];
  for (const [label, value] of Object.entries(NODE_LABELS)) {
    if (podLabels[label] === undefined || podLabels[label] === value) continue;
    const problem = 'is the label by which the DaemonSet finds its pods';
    problems.push({ field: `podLabels.${label}`, problem, got: podLabels[label], fix: 'use another label' });
  }
  for (const { name } of ownEnvironment(agent)) {
    if (env[name] === undefined) continue;
    problems.push({ field: `env.${name}`, problem: 'is set by the agent itself', got: env[name], fix: 'remove it' });
  }
  if (ambient.enabled && ambient.enablementSelectors.length === 0) {
    const field = 'ambient.enablementSelectors';
    problems.push({ field, problem: 'picks no pod', got: [], fix: 'name one selector at least, or leave it out' });
  }
  return [...problems, ...labelProblems('daemonSetLabels', daemonSetLabels), ...labelProblems('podLabels', podLabels)];
}

/** Everything that cannot be right about the agent. */
export function cniProblems(agent: CniAgent): Problem[] {
  const { values } = agent;
  return [
    ...labelNameProblems('namespace', agent.namespace),
    ...(values.revision === '' ? [] : labelNameProblems('revision', values.revision)),
    ...imageProblems(imageOf(agent)),
    ...folderProblems(values),
    ...fileProblems('cniConfFileName', values),
    ...fileProblems('istioOwnedCNIConfigFileName', values),
    ...values.excludeNamespaces.flatMap((name, i) => labelNameProblems(`excludeNamespaces[${i}]`, name)),
    ...repairProblems(values.repair),
    ...podProblems(agent),
    ...quotaProblems(values.resourceQuotas),
    ...updateStrategyProblems(values.updateStrategy),
    ...countProblems('terminationGracePeriodSeconds', values.terminationGracePeriodSeconds),
    ...resourceProblems('resources', values.resources ?? {}),
    ...resourceProblems('global.defaultResources', values.global.defaultResources),
  ];
}
