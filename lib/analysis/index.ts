export { analyze } from './analyze';
export type { Finding, Level } from './finding';
export type { Report, Rule } from './rule';
export { RULES } from './rules';
