import { labelProblems } from '../../core/labels';
import { labelNameProblems } from '../../core/names';
import { countProblems } from '../../core/numbers';
import type { Problem } from '../../core/problem';
import { imageProblems } from '../image';
import { quotaProblems, updateStrategyProblems } from '../node-agent';
import { resourceProblems } from '../quantities';
import { imageOf } from './daemon-set';
import { ownEnvironment } from './env';
import type { ZtunnelValues } from './values';
import { POD_LABELS, type ZtunnelAgent } from './ztunnel-agent';

function addressProblems(field: 'caAddress' | 'xdsAddress', values: ZtunnelValues): Problem[] {
  const address = values[field];
  if (address === '' || /:\d+$/.test(address)) return [];
  return [{ field, problem: 'has no port', got: address, fix: 'write host:port, for example istiod.istio-system.svc:15012' }];
}

function envProblems({ env, peerCaCrl, ...values }: ZtunnelValues): Problem[] {
  const own = ownEnvironment({ env, peerCaCrl, ...values }).map(({ name }) => name);
  const problems: Problem[] = [];
  for (const [name, value] of Object.entries(env)) {
    if (name === 'ENABLE_CLUSTER_TRUST_BUNDLE_API' && value !== undefined && typeof value !== 'boolean') {
      problems.push({ field: `env.${name}`, problem: 'must be true or false', got: value, fix: 'leave out the quotes' });
    }
    if (value === undefined || !(own.includes(name) || (name === 'CRL_PATH' && peerCaCrl.enabled))) continue;
    const fix = 'use the value that stands for it, or remove it';
    problems.push({ field: `env.${name}`, problem: 'is set by another value', got: value, fix });
  }
  return problems;
}

function labelsProblems({ labels, podLabels, nodeSelector }: ZtunnelValues): Problem[] {
  const problems: Problem[] = [];
  for (const [label, value] of Object.entries(POD_LABELS)) {
    if (podLabels[label] === undefined || podLabels[label] === value) continue;
    const problem = 'is the label by which the DaemonSet finds its pods';
    problems.push({ field: `podLabels.${label}`, problem, got: podLabels[label], fix: 'use another label' });
  }
  return [
    ...problems,
    ...labelProblems('labels', labels),
    ...labelProblems('podLabels', podLabels),
    ...labelProblems('nodeSelector', nodeSelector),
  ];
}

/** Everything that cannot be right about ztunnel. */
export function ztunnelProblems({ namespace, values }: ZtunnelAgent): Problem[] {
  return [
    ...labelNameProblems('namespace', namespace),
    ...labelNameProblems('istioNamespace', values.istioNamespace),
    ...(values.revision === '' ? [] : labelNameProblems('revision', values.revision)),
    ...(values.resourceName === '' ? [] : labelNameProblems('resourceName', values.resourceName)),
    ...imageProblems(imageOf(values)),
    ...addressProblems('caAddress', values),
    ...addressProblems('xdsAddress', values),
    ...envProblems(values),
    ...labelsProblems(values),
    ...quotaProblems(values.resourceQuotas),
    ...updateStrategyProblems(values.updateStrategy),
    ...countProblems('terminationGracePeriodSeconds', values.terminationGracePeriodSeconds),
    ...resourceProblems('resources', values.resources),
  ];
}
