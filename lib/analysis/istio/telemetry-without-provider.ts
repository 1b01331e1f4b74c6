import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

function* find(mesh: Mesh): Iterable<Report> {
  if ((mesh.settings.defaultProviders?.accessLogging ?? []).length > 0) return;
  for (const on of mesh.of('telemetry.istio.io/Telemetry')) {
    for (const [i, { disabled, providers }] of (on.spec.accessLogging ?? []).entries()) {
      if (disabled === true || (providers ?? []).length > 0) continue;
      yield { on, field: `spec.accessLogging[${i}]`, problem: 'names no provider, and the mesh has none by default' };
    }
  }
}

export const telemetryWithoutProvider: Rule = {
  code: 'IST0157',
  level: 'warning',
  title: 'Access log without a provider',
  explanation:
    'A Telemetry turns access logs on and does not say where they go, and the mesh configuration has no default provider for them. Nothing is logged because of it.',
  fix: 'name a provider such as envoy, or set defaultProviders.accessLogging in the mesh configuration',
  find,
};
