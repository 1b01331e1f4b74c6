import type { Overrides } from '../../lib/install/layering';
import type { PilotValues } from '../../lib/install/values';
import { istiodObject } from './istiod-manifests';

function spec(kind: string, pilot: Overrides<PilotValues>, name = 'istiod') {
  return istiodObject(kind, name, { pilot })?.['spec'] as Record<string, unknown> | undefined;
}

describe('the autoscaler', () => {
  const autoscaler = (pilot: Overrides<PilotValues>) => spec('HorizontalPodAutoscaler', pilot);

  test('follows the processor', () => {
    expect(autoscaler({ autoscaleMin: 2, autoscaleMax: 9, cpu: { targetAverageUtilization: 60 } })).toMatchObject({
      minReplicas: 2,
      maxReplicas: 9,
      metrics: [{ resource: { name: 'cpu', target: { averageUtilization: 60 } } }],
    });
  });

  test('follows the memory as well', () => {
    expect(autoscaler({ memory: { targetAverageUtilization: 70 } })).toMatchObject({
      metrics: [{ resource: { name: 'cpu' } }, { resource: { name: 'memory', target: { averageUtilization: 70 } } }],
    });
  });

  test('is not there for a fixed number of replicas', () => {
    expect(autoscaler({ autoscaleEnabled: false })).toBeUndefined();
  });
});

describe('the disruption budget', () => {
  const budget = (pilot: Overrides<PilotValues>) => spec('PodDisruptionBudget', pilot);

  test.each<[string, Overrides<PilotValues>]>([
    ['one replica at least', {}],
    ['one fixed replica', { autoscaleEnabled: false, autoscaleMin: 3 }],
    ['many replicas at other times', { replicaCount: 3 }],
  ])('is not there with %s: no node could be drained', (_name, pilot) => {
    expect(budget(pilot)).toBeUndefined();
  });

  test('keeps one replica', () => {
    expect(budget({ autoscaleMin: 2 })).toMatchObject({
      minAvailable: 1,
      selector: { matchLabels: { app: 'istiod', istio: 'pilot' } },
    });
    expect(budget({ autoscaleEnabled: false, replicaCount: 2 })).toMatchObject({ minAvailable: 1 });
  });

  test.each([0, '50%'])('goes by what may be missing: %p', (maxUnavailable) => {
    expect(budget({ autoscaleMin: 2, pdb: { maxUnavailable } })).toMatchObject({ maxUnavailable });
    expect(budget({ autoscaleMin: 2, pdb: { maxUnavailable } })).not.toHaveProperty('minAvailable');
  });

  test('is not there when it is switched off', () => {
    const global = { defaultPodDisruptionBudget: { enabled: false } };
    expect(istiodObject('PodDisruptionBudget', 'istiod', { global, pilot: { autoscaleMin: 2 } })).toBeUndefined();
  });
});
