import type { Problem } from '../../core/problem';
import { resourceProblems } from '../quantities';
import type { IstiodValues, PilotValues } from '../values';
import { fixedPodLabels } from './deployment';

function count(field: string, value: number, least: number): Problem[] {
  if (Number.isInteger(value) && value >= least) return [];
  return [{ field, problem: `must be a whole number of at least ${least}`, got: value, fix: `use ${least} or more` }];
}

function countOrPercentage(field: string, value: number | string | undefined): Problem[] {
  if (value === undefined || (typeof value === 'string' ? /^\d+%$/.test(value) : Number.isInteger(value) && value >= 0))
    return [];
  return [{ field, problem: 'must be a number of pods or a percentage', got: value, fix: "use for example 1 or '25%'" }];
}

function scalingProblems({ autoscaleEnabled, autoscaleMin, autoscaleMax, cpu, memory, replicaCount }: PilotValues): Problem[] {
  if (!autoscaleEnabled) return count('pilot.replicaCount', replicaCount, 0);
  const problems = [
    ...count('pilot.autoscaleMin', autoscaleMin, 1),
    ...count('pilot.autoscaleMax', autoscaleMax, 1),
    ...count('pilot.cpu.targetAverageUtilization', cpu.targetAverageUtilization, 1),
    ...(memory.targetAverageUtilization === undefined
      ? []
      : count('pilot.memory.targetAverageUtilization', memory.targetAverageUtilization, 1)),
  ];
  if (problems.length === 0 && autoscaleMin > autoscaleMax) {
    const problem = `is more than pilot.autoscaleMax, which is ${autoscaleMax}`;
    problems.push({ field: 'pilot.autoscaleMin', problem, got: autoscaleMin, fix: 'raise autoscaleMax, or lower autoscaleMin' });
  }
  return problems;
}

function isNone(value: number | string): boolean {
  return /^0+%?$/.test(String(value));
}

function rolloutProblems({ rollingMaxSurge, rollingMaxUnavailable, pdb }: PilotValues): Problem[] {
  const problems = [
    ...countOrPercentage('pilot.rollingMaxSurge', rollingMaxSurge),
    ...countOrPercentage('pilot.rollingMaxUnavailable', rollingMaxUnavailable),
    ...countOrPercentage('pilot.pdb.minAvailable', pdb.minAvailable),
    ...countOrPercentage('pilot.pdb.maxUnavailable', pdb.maxUnavailable),
  ];
  if (isNone(rollingMaxSurge) && isNone(rollingMaxUnavailable)) {
    const problem = 'must not be 0 while pilot.rollingMaxSurge is 0, or no update could begin';
    problems.push({ field: 'pilot.rollingMaxUnavailable', problem, got: rollingMaxUnavailable, fix: 'raise one of the two' });
  }
  return problems;
}

function podProblems(values: IstiodValues): Problem[] {
  const { podLabels, initContainers, keepaliveMaxServerConnectionAge, traceSampling } = values.pilot;
  const problems: Problem[] = [];
  const fixed = fixedPodLabels(values);
  for (const label of Object.keys(podLabels).filter((name) => Object.hasOwn(fixed, name))) {
    const problem = 'is a label that istiod sets itself';
    problems.push({ field: `pilot.podLabels.${label}`, problem, got: podLabels[label], fix: 'use another label' });
  }
  initContainers.forEach((container, i) => {
    if (!JSON.stringify(container).includes('{{')) return;
    const problem = 'has a Helm template, which nothing fills in here';
    problems.push({ field: `pilot.initContainers[${i}]`, problem, got: container.name, fix: 'write the text itself' });
  });
  if (!/^(\d+(\.\d+)?(h|m|s|ms))+$/.test(keepaliveMaxServerConnectionAge)) {
    const field = 'pilot.keepaliveMaxServerConnectionAge';
    problems.push({ field, problem: 'is no length of time', got: keepaliveMaxServerConnectionAge, fix: 'use for example 30m' });
  }
  if (!(traceSampling >= 0 && traceSampling <= 100)) {
    const field = 'pilot.traceSampling';
    problems.push({ field, problem: 'must be between 0 and 100', got: traceSampling, fix: 'use a percentage, for example 1' });
  }
  return problems;
}

/** Everything that cannot be right about istiod itself. */
export function pilotProblems(values: IstiodValues): Problem[] {
  const { pilot } = values;
  return [
    ...scalingProblems(pilot),
    ...rolloutProblems(pilot),
    ...podProblems(values),
    ...resourceProblems('pilot.resources', pilot.resources ?? {}),
  ];
}
