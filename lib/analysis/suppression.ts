import type { Finding } from './finding';

/** Istio's own: codes with commas between them, or `*`. */
const ISTIO = 'galley.istio.io/analyze-suppress';

/** Whether the object of a finding says that it is meant. */
export function isSuppressed({ code, object }: Finding): boolean {
  const codes = object.annotations[ISTIO]?.split(',').map((one) => one.trim()) ?? [];
  return codes.includes('*') || codes.includes(code);
}
