/** One thing that is wrong with a resource: data, so that tests, reports and people read the same. */
export interface Problem {
  /** The field, as the user wrote it: `http[0].route[1].weight`. */
  readonly field: string;
  /** What is wrong, without the value: `must be between 0 and 100`. */
  readonly problem: string;
  /** The value that was given. Left out where the problem is that there is none. */
  readonly got?: unknown;
  /** What to write instead. */
  readonly fix: string;
  /** Istio's own code for it, where it has one: `IST0101`. */
  readonly code?: string;
}

/** `<field> <problem>, got <value>; <fix>`, the one form in which every refusal of this library is printed. */
export function describeProblem({ field, problem, got, fix, code }: Problem): string {
  const value = got === undefined ? '' : `, got ${JSON.stringify(got, shown)}`;
  return `${field} ${problem}${value}; ${fix}${code === undefined ? '' : ` (${code})`}`;
}

/** What stands for a value in JSON: a construct is its path, as it refers to all of the program, and a Duration is as people say it. */
function shown(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { node, toHumanString } = value as { readonly node?: { readonly path?: unknown }; readonly toHumanString?: () => string };
  if (typeof toHumanString === 'function') return toHumanString.call(value);
  return typeof node?.path === 'string' ? node.path : value;
}

/** Thrown by a constructor whose props cannot be right whatever the rest of the program says. */
export class InvalidProps extends Error {
  readonly #problems: readonly Problem[];

  /**
   * @param path construct path of the resource
   * @param problems all that is wrong with its props, at least one
   */
  constructor(path: string, problems: readonly Problem[]) {
    super(problems.map((problem) => `${path}: ${describeProblem(problem)}`).join('\n'));
    this.name = 'InvalidProps';
    this.#problems = problems;
  }

  /** What is wrong, one by one. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }
}

/**
 * Throws when there are problems.
 * @throws InvalidProps with all of them
 */
export function refuse(path: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const error = new InvalidProps(path, problems);
  Error.captureStackTrace(error, refuse);
  throw error;
}
