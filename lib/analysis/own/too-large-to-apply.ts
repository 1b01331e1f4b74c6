import type { Mesh } from '../../model';
import type { Report, Rule } from '../rule';

/** Most bytes of all annotations of an object together; client-side apply keeps the whole object in one. */
const LARGEST = 262_144;

function* find(mesh: Mesh): Iterable<Report> {
  for (const on of mesh.objects) {
    const bytes = Buffer.byteLength(JSON.stringify(on.manifest));
    if (bytes > LARGEST) yield { on, problem: 'is too large for kubectl apply without --server-side', got: `${bytes} bytes` };
  }
}

export const tooLargeToApply: Rule = {
  code: 'MESH0801',
  level: 'warning',
  title: 'Object too large for client-side apply',
  explanation:
    'kubectl apply writes the whole object into one of its annotations, and annotations may have 262,144 bytes together: the API server refuses the object.',
  fix: 'apply it with --server-side, or split it',
  find,
};
