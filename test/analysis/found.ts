import { analyze, messageOf } from '../../lib/analysis';
import { Mesh, type MeshOptions, readObjects } from '../../lib/model';

/**
 * The findings of one code in manifests, as `<code> <Kind>/<namespace>/<name>: <message>`.
 * @param code @default all codes
 */
export function found(manifests: string, code?: string, options?: MeshOptions): string[] {
  return analyze(new Mesh(readObjects(manifests, 'mesh.yaml'), options))
    .filter((finding) => code === undefined || finding.code === code)
    .map((finding) => {
      const { kind, namespace, name } = finding.object;
      return `${finding.code} ${kind}/${namespace}/${name}: ${messageOf(finding)}`;
    });
}
