import type { Problem } from './problem';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SERVICE = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function nameProblem(field: string, value: string, pattern: RegExp, longest: number, form: string): Problem[] {
  if (pattern.test(value) && value.length <= longest) return [];
  return [{ field, problem: 'is not a valid Kubernetes name', got: value, fix: `use at most ${longest} characters of ${form}` }];
}

/** Problems of an object name (RFC 1123 subdomain, 253 characters). */
export function nameProblems(field: string, value: string): Problem[] {
  return nameProblem(field, value, SUBDOMAIN, 253, 'a-z, 0-9, - and ., beginning and ending with a letter or digit');
}

/** Problems of a name that becomes a DNS label: namespaces, revisions (RFC 1123, 63 characters). */
export function labelNameProblems(field: string, value: string): Problem[] {
  return nameProblem(field, value, LABEL, 63, 'a-z, 0-9 and -, beginning and ending with a letter or digit');
}

/** Problems of the name of a Service, which begins with a letter (RFC 1035, 63 characters). */
export function serviceNameProblems(field: string, value: string): Problem[] {
  return nameProblem(field, value, SERVICE, 63, 'a-z, 0-9 and -, beginning with a letter and ending with a letter or digit');
}
