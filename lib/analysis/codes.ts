import { nearName } from '../core/near-name';
import { RULES } from './rules';

/** Codes of annotations that silence findings. */
const OF_SUPPRESSIONS = ['MESH0001', 'MESH0002', 'MESH0003'];

/** Codes of Istio that manifests cannot decide: those of precheck, of other clusters, of states, and ones that it never uses. */
const OF_ISTIO_ALONE = [
  ...['IST0001', 'IST0126', 'IST0136', 'IST0141', 'IST0142', 'IST0143'],
  ...['IST0156', 'IST0168', 'IST0169', 'IST0170', 'IST0171', 'IST0172'],
];

/** All codes that there are. */
export const CODES: ReadonlySet<string> = new Set([...RULES.map(({ code }) => code), ...OF_SUPPRESSIONS, ...OF_ISTIO_ALONE]);

/** What to write in place of a code that there is not. */
export function nearestCode(code: string): string {
  const near = CODES.has(code.toUpperCase()) ? code.toUpperCase() : nearName(code.toUpperCase(), CODES);
  return near === undefined ? 'use one of docs/analysis.md' : `did you mean ${near}? docs/analysis.md has all of them`;
}
