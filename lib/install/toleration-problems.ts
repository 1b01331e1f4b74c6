import { choiceProblems } from '../core/choice';
import { labelProblems } from '../core/labels';
import type { Problem } from '../core/problem';
import type { Toleration } from './values';

function operatorProblems(field: string, { key = '', operator, value = '' }: Toleration): Problem[] {
  const problems = choiceProblems(`${field}.operator`, operator, ['Equal', 'Exists']);
  if (operator === 'Exists' && value !== '') {
    problems.push({ field: `${field}.value`, problem: 'is not looked at', got: value, fix: 'remove it, or use operator Equal' });
  }
  if (key === '' && operator !== 'Exists' && problems.length === 0) {
    const fix = 'name the key of the taint, or use operator Exists for every taint';
    problems.push({ field: `${field}.key`, problem: 'is missing', fix });
  }
  return problems;
}

/** Problems of the taints that pods may be scheduled in spite of. */
export function tolerationProblems(field: string, tolerations: readonly Toleration[]): Problem[] {
  return tolerations.flatMap((toleration, i) => {
    const place = `${field}[${i}]`;
    const { key = '', value = '', effect, tolerationSeconds } = toleration;
    const fix = 'use effect NoExecute, or remove it';
    return [
      ...operatorProblems(place, toleration),
      ...(key === '' ? [] : labelProblems(place, { [key]: value })),
      ...choiceProblems(`${place}.effect`, effect, ['NoSchedule', 'PreferNoSchedule', 'NoExecute']),
      ...(tolerationSeconds === undefined || effect === 'NoExecute'
        ? []
        : [{ field: `${place}.tolerationSeconds`, problem: 'is for NoExecute alone', got: tolerationSeconds, fix }]),
    ];
  });
}
