import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { PerApp } from '../../core/per-app';
import { type PodMaker, podMakersIn, type ServiceManifest, servicesIn } from '../../core/pod-makers';

/** The Services and pods of a program. */
export interface KnownObjects {
  readonly services: readonly ServiceManifest[];
  readonly makers: readonly PodMaker[];
}

interface Reading extends KnownObjects {
  /** How many objects there were. */
  readonly size: number;
}

const readings = new PerApp<{ last?: Reading }>(() => ({}));

/** Objects of Kubernetes itself, among which are those that are looked for. */
function sizeOf(app: IConstruct): number {
  return app.node.findAll().filter((child) => ApiObject.isApiObject(child) && !child.apiGroup.includes('.')).length;
}

/** The Services and pods of the program of a construct, read again when there are more objects than before. */
export function knownObjects(construct: IConstruct): KnownObjects {
  const app = construct.node.root;
  const reading = readings.of(construct);
  const size = sizeOf(app);
  if (reading.last?.size !== size) reading.last = { size, services: servicesIn(app), makers: podMakersIn(app) };
  return reading.last;
}
