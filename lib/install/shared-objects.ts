import type { Construct } from 'constructs';
import { PerApp } from '../core/per-app';

/** By name of what is shared, the construct that emits it. */
const emitters = new PerApp(() => new Map<string, Construct>());

/** Who emits what the control planes of a cluster share; `undefined` while nobody does. */
export function emitterOf(shared: string, construct: Construct): Construct | undefined {
  return emitters.of(construct).get(shared);
}

/** From now on this construct emits it. */
export function claim(shared: string, construct: Construct): void {
  const known = emitters.of(construct);
  if (!known.has(shared)) known.set(shared, construct);
}
