import { yamlText } from '../core/yaml-text';
import { folderName, objectPath } from './object-path';
import type { OutputFile, RenderedStage } from './rendered-stage';

/**
 * How the objects are spread over files: `file-per-stage` is `<stage>.k8s.yaml`, `file-per-object` is
 * `<stage>/<namespace>/<group>.<kind>.<name>.yaml`, where objects without a namespace are in `+cluster` and the core group is `core`.
 */
export type Layout = 'file-per-stage' | 'file-per-object';

/** Where the objects of the stages go. */
export interface Placement {
  readonly layout: Layout;
  /** The ending of the file of a stage. */
  readonly extension: string;
  /** Whether each stage has a folder of its own also when it is one file, as tools need that take folders. */
  readonly folders: boolean;
}

/** The folder of a stage, or the file where it has no folder. */
export function stagePath({ name }: RenderedStage, { layout, extension, folders }: Placement): string {
  return folders || layout === 'file-per-object' ? folderName(name) : `${folderName(name)}${extension}`;
}

/** The files of a stage. */
export function stageFiles(stage: RenderedStage, placement: Placement): OutputFile[] {
  const place = stagePath(stage, placement);
  if (placement.layout === 'file-per-object') {
    return stage.objects.map((object) => ({ path: `${place}/${objectPath(object)}`, text: yamlText(object) }));
  }
  const text = yamlText(...stage.objects);
  return [{ path: placement.folders ? `${place}/${stage.name}${placement.extension}` : place, text }];
}
