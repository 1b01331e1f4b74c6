import type { Rule } from '../rule';
import { relativePatches } from './relative-patches';

export const envoyRelativeVersion: Rule = {
  code: 'IST0155',
  level: 'warning',
  title: 'EnvoyFilter that relies on one for a version of the proxy',
  explanation:
    'The change looks for something that an earlier one changes for one version of the proxy alone, and has no priority. During an upgrade, when proxies of two versions run, it may not apply to those of the other version.',
  fix: 'set spec.priority, and write the earlier change for the new version of the proxy too',
  find: (mesh) =>
    relativePatches(mesh, true, 'depends on a change for one version of the proxy, and the EnvoyFilter has no priority'),
};
