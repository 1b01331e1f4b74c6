import type { FindingJson } from '../../analysis';
import { jsonOf } from '../../analysis/output/json';
import type { Request } from '../../simulation';
import type { Aspect } from '../aspect';
import { isTrafficSame, type MeshReport } from '../compare-meshes';
import type { FieldChange } from '../field-changes';
import type { ParticipantChange } from '../participants';
import type { UnaskedChange } from '../unasked-changes';

/** An object of the mesh by its name. */
interface NamedObject {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** A report as tools read it. */
export interface ReportJson {
  /** Whether nothing that requests do is different. */
  readonly trafficIsSame: boolean;
  readonly traffic: readonly {
    readonly sentence: string;
    readonly callers: readonly string[];
    readonly fromOutside: boolean;
    readonly allCallers: boolean;
    readonly called: readonly { readonly host: string; readonly port: number; readonly scheme: string }[];
    /** Empty for all requests. */
    readonly when: string;
    readonly changes: readonly Aspect[];
    readonly example: Request;
  }[];
  readonly participants: readonly ParticipantChange[];
  readonly unasked: readonly UnaskedChange[];
  readonly requestsAsked: number;
  readonly incomplete: readonly string[];
  readonly risks: readonly {
    readonly kind: string;
    readonly object: string | null;
    readonly problem: string;
    readonly fix: string;
  }[];
  readonly findings: { readonly new: readonly FindingJson[]; readonly gone: readonly FindingJson[] };
  readonly objects: readonly (NamedObject & { readonly change: string; readonly fields: readonly FieldChange[] })[];
}

/** A report as plain data. */
export function jsonOfReport(report: MeshReport): ReportJson {
  const { traffic, participants, unasked, asked, incomplete, risks, newFindings, goneFindings, objects } = report;
  return {
    trafficIsSame: isTrafficSame(report),
    traffic: traffic.map(({ sentence, callers, isFromOutside, areAllCallers, called, when, aspects, example }) => ({
      sentence,
      callers,
      fromOutside: isFromOutside,
      allCallers: areAllCallers,
      called: called.map(({ host, port, scheme }) => ({ host, port, scheme })),
      when,
      changes: aspects,
      example,
    })),
    participants,
    unasked,
    requestsAsked: asked,
    incomplete,
    risks: risks.map(({ kind, object, problem, fix }) => ({ kind, object: object ?? null, problem, fix })),
    findings: { new: newFindings.map(jsonOf), gone: goneFindings.map(jsonOf) },
    objects: objects.map(({ change, object: { group, kind, namespace, name }, fields }) => ({
      ...{ group, kind, namespace, name, change, fields },
    })),
  };
}
