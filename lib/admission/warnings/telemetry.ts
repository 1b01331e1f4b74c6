import type { TelemetrySpec } from '../../../imports/telemetry.istio.io';
import type { Problem } from '../../core/problem';
import type { Wire } from '../../core/wire';
import { selectingWarnings } from './selector';

/** What Istio warns of in the spec of a Telemetry. */
export function telemetryWarnings(spec: Wire<TelemetrySpec>): Problem[] {
  const { tracing = [], metrics = [] } = spec;
  const problem = 'has more than one entry, and the first one is taken';
  const fix = 'keep one';
  return [
    ...selectingWarnings(spec),
    ...(tracing.length > 1 ? [{ field: 'tracing', problem, got: tracing.length, fix }] : []),
    ...tracing.flatMap(({ providers = [] }, i) =>
      providers.length > 1 ? [{ field: `tracing[${i}].providers`, problem, got: providers.length, fix }] : [],
    ),
    ...metrics.flatMap(({ overrides = [] }, i) =>
      overrides.flatMap(({ tagOverrides = {} }, j) =>
        '' in tagOverrides
          ? [
              {
                field: `metrics[${i}].overrides[${j}].tagOverrides`,
                problem: 'has a tag without a name',
                got: '',
                fix: 'name the tag',
              },
            ]
          : [],
      ),
    ),
  ];
}
