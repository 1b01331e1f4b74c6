import type { IConstruct } from 'constructs';
import { type AnalysisOptions, analyze, LEVELS, type Level, textOf } from '../analysis';
import { Mesh, objectsOf } from '../model';

/** What `toHaveNoFindings` overlooks. */
export interface NoFindingsOptions extends AnalysisOptions {
  /** Findings less bad than this are overlooked. @default info: none are */
  readonly failOn?: Level;
}

/** Whether a program, or a part of it, has no mistakes that the analyzer knows. */
export function toHaveNoFindings(given: IConstruct | Mesh, { failOn = 'info', ...options }: NoFindingsOptions = {}) {
  const mesh = given instanceof Mesh ? given : new Mesh(objectsOf(given));
  const findings = analyze(mesh, options).filter(({ level }) => LEVELS.indexOf(level) <= LEVELS.indexOf(failOn));
  const pass = findings.length === 0;
  return {
    pass,
    message: () => (pass ? 'expected findings, but there are none' : `expected no findings:\n\n${textOf(findings)}`),
  };
}
