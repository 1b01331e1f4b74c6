import type { Library } from './library';

/** Shared with the library: one copy of each. */
const PEERS = ['cdk8s', 'cdk8s-plus-27', 'constructs'];
/** What synthesizes, checks and tests. */
const TOOLS = ['@swc/core', '@swc/jest', '@types/jest', '@types/node', 'cdk8s-cli', 'esbuild', 'jest', 'typescript'];

/** What a mesh needs, in the versions that the library is tested with. */
export function dependenciesOf({ name, devDependencies }: Library, range: string) {
  const tested = (names: readonly string[]) => names.map((one): [string, string] => [one, devDependencies[one] as string]);
  const sorted = (entries: [string, string][]) => Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  return { dependencies: sorted([[name, range], ...tested(PEERS)]), devDependencies: sorted(tested(TOOLS)) };
}
