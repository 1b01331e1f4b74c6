export { type AnalysisOptions, analyze } from './analyze';
export { type Finding, LEVELS, type Level, messageOf } from './finding';
export { type Ignored, parseIgnored } from './ignored';
export { type FindingJson, jsonOf } from './output/json';
export { textOf } from './output/text';
export type { Report, Rule } from './rule';
export { RULES } from './rules';
