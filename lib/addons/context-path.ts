import type { Problem } from '../core/problem';

/** The part of a URL below which a program is reached: `/` or `/grafana`. */
export type ContextPath = `/${string}`;

const SEGMENTS = /^(\/(?!\.{1,2}(\/|$))[-A-Za-z0-9._~]+)+$/;

/** Problems of a context path; readers of URLs take out the segments . and .. */
export function contextPathProblems(field: string, path: string): Problem[] {
  if (path === '/' || SEGMENTS.test(path)) return [];
  const fix = 'write / or segments of letters, digits and -._~, each after a /, and without a / at the end';
  return [{ field, problem: 'is not a context path', got: path, fix }];
}

/** A path below a context path. */
export function below(context: ContextPath, path: ContextPath): ContextPath {
  return context === '/' ? path : (`${context}${path === '/' ? '' : path}` as ContextPath);
}
