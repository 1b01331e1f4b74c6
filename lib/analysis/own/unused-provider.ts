import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';
import { meshConfigObject } from './mesh-config-object';
import { providerUses } from './unknown-provider';

function* find(mesh: Mesh): Iterable<Report> {
  const { extensionProviders = [], defaultProviders = {} } = mesh.settings;
  const on = meshConfigObject(mesh);
  if (on === undefined) return;
  const used = new Set([...providerUses(mesh)].map(({ name }) => name));
  for (const names of Object.values(defaultProviders)) for (const name of names ?? []) used.add(name);
  for (const { name } of extensionProviders) {
    if (name === undefined || used.has(name)) continue;
    yield { on, field: 'data.mesh', problem: 'has an extension provider that nothing uses', got: name };
  }
}

export const unusedProvider: Rule = {
  code: 'MESH0602',
  level: 'info',
  title: 'Provider that is defined and not used',
  explanation:
    'The mesh configuration defines an extension provider, and neither defaultProviders nor a Telemetry nor an AuthorizationPolicy names it: defining it alone sends nothing to it.',
  fix: 'name it in a Telemetry, an AuthorizationPolicy or defaultProviders, or remove it',
  find,
};
