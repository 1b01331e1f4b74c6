import type { Manifest } from '../../core/manifest';
import { pilotLabels } from '../labels';
import type { IstiodValues } from '../values';
import { revisioned } from './revision';
import { jsonText } from './text';

/** All values as they came out, nested as the chart nests them, for people to look at. Nothing reads it. */
export function valuesConfigMap(values: IstiodValues): Manifest {
  const { pilot, webhooks: _ours, injection: _oursToo, ...others } = values;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: revisioned('values', values), namespace: values.global.istioNamespace, labels: pilotLabels(values) },
    data: { 'merged-values': jsonText({ ...pilot, ...others }) },
  };
}
