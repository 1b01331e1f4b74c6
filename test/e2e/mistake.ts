import { ok } from 'node:assert/strict';
import { ApiObject, type ApiObjectProps } from 'cdk8s';
import { analyze, messageOf } from '../../lib/analysis';
import { Mesh, readObjects } from '../../lib/model';
import type { RuleCase } from './case';
import { type Change, synthesize } from './program';
import type { World } from './world';

/** A manifest as anybody may write it, past all checks of the constructs. */
export type Manifest = ApiObjectProps & { readonly metadata: { readonly name: string }; readonly [field: string]: unknown };

/** What the analyzer finds, and what it does to requests. */
export interface Mistake {
  readonly code: string;
  /** Workloads that the case needs, with and without its mistake. @default none beside those of every case */
  readonly apps?: Change['apps'];
  /** What becomes of requests. */
  readonly effect: string;
  readonly mistaken: readonly Manifest[];
  /** The same without the mistake. */
  readonly mended: readonly Manifest[];
  /** Whether Envoys reject what becomes of it. @default false */
  readonly isRejected?: boolean;
  /** Holds only while the mistake is there. */
  readonly check: (world: World) => Promise<void>;
}

const written = (manifests: readonly Manifest[]): Change => ({
  traffic: ({ stages }) => {
    for (const manifest of manifests) {
      const stage = ['Service', 'Deployment'].includes(manifest.kind) ? stages.apps : stages.traffic;
      new ApiObject(stage, [manifest.kind, manifest.metadata.namespace, manifest.metadata.name].join('-'), manifest);
    }
  },
});

/** The findings of a code in the whole program with these manifests. */
function found(manifests: readonly Manifest[], { code, apps }: Mistake): string[] {
  const files = synthesize({ ...written(manifests), apps }, { crds: false });
  const mesh = new Mesh(files.flatMap(({ name, text }) => readObjects(text, name)));
  const names = new Set(manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`));
  return analyze(mesh)
    .filter(({ code: own, object }) => own === code && names.has(`${object.kind}/${object.name}`))
    .map(messageOf);
}

/** The case that the analyzer is right: requests go wrong while the mistake is there, and it finds it there alone. */
export function mistakeCase(mistake: Mistake): RuleCase {
  const { code, effect, apps, mistaken, mended, isRejected, check } = mistake;
  return {
    name: `analysis ${code}: ${effect}`,
    apps,
    rule: written(mistaken),
    mutant: written(mended),
    isRejected,
    check: async (world) => {
      await check(world);
      const [before, after] = [found(mistaken, mistake), found(mended, mistake)];
      ok(before.length > 0, `${code} is not found in the mistaken manifests`);
      ok(after.length === 0, `${code} is found in the mended manifests: ${after.join('; ')}`);
    },
  };
}
