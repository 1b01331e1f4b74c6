import { analyze, type Finding } from '../analysis';
import type { Mesh } from '../model';
import { ShortNames } from './names';
import { type ObjectChange, objectChanges } from './object-changes';
import { type ParticipantChange, participantChanges } from './participants';
import { type Risk, risksOf } from './risks';
import type { TrafficChange } from './traffic-change';
import { trafficChanges } from './traffic-changes';
import { type UnaskedChange, unaskedChanges } from './unasked-changes';

/** What a change of manifests does. */
export interface MeshReport {
  readonly objects: readonly ObjectChange[];
  /** What requests do differently, each confirmed by asking both sides. */
  readonly traffic: readonly TrafficChange[];
  readonly participants: readonly ParticipantChange[];
  /** What traffic may notice, though what becomes of single requests is the same. */
  readonly unasked: readonly UnaskedChange[];
  /** Number of requests of which both sides were asked. */
  readonly asked: number;
  /** Hosts whose rules tell more requests apart than were asked for: there may be more changes. */
  readonly incomplete: readonly string[];
  readonly risks: readonly Risk[];
  /** What the analyzer finds now, and did not before. */
  readonly newFindings: readonly Finding[];
  /** What it found before, and does no more. */
  readonly goneFindings: readonly Finding[];
}

const findingKey = ({ code, object: { kind, namespace, name }, problem, got }: Finding) =>
  JSON.stringify([code, kind, namespace, name, problem.replace(/\[\d+\]/g, '[]'), got]);

function without(findings: readonly Finding[], others: readonly Finding[]): Finding[] {
  const known = new Set(others.map(findingKey));
  return findings.filter((finding) => !known.has(findingKey(finding)));
}

/** Whether nothing that requests do is different, nor who sends and answers them, nor how. */
export function isTrafficSame({ traffic, participants, unasked }: MeshReport): boolean {
  return traffic.length === 0 && participants.length === 0 && unasked.length === 0;
}

/** Compares two meshes: objects by their meaning, traffic by what becomes of requests, and what is risky about the step. */
export function compareMeshes(before: Mesh, after: Mesh): MeshReport {
  const names = new ShortNames(before, after);
  const objects = objectChanges(before, after);
  const { changes: traffic, asked, incomplete } = trafficChanges(before, after, objects);
  const [was, is] = objects.length === 0 ? [[], []] : [analyze(before), analyze(after, { before })];
  return {
    objects,
    traffic,
    participants: participantChanges(before, after, names),
    unasked: unaskedChanges(after, objects, names),
    asked,
    incomplete,
    risks: risksOf(before, after, objects, names),
    newFindings: without(is, was),
    goneFindings: without(was, is),
  };
}
