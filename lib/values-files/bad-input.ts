import { describeProblem, type Problem } from '../core/problem';

/** Thrown for what is wrong with the user's input: one line for each problem, with the place, the value and the fix. */
export class BadInput extends Error {
  override readonly name = 'BadInput';

  /**
   * @param source the file, or the option
   * @param problems at least one
   */
  constructor(source: string, problems: readonly Problem[]) {
    super(problems.map((problem) => `${source}: ${describeProblem(problem)}`).join('\n'));
  }

  /** Several in one. */
  static all(errors: readonly BadInput[]): BadInput {
    const one = new BadInput('', []);
    one.message = errors.map(({ message }) => message).join('\n');
    return one;
  }
}
