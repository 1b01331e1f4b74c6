import { yamlText } from '../core/yaml-text';
import { type Placement, stageFiles, stagePath } from './layout';
import type { OutputFile, RenderedStage } from './rendered-stage';

function kustomization(path: string, resources: readonly string[]): OutputFile {
  return { path, text: yamlText({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources }) };
}

/** A `kustomization.yaml` for each stage, and one for all. */
export function kustomizations(stages: readonly RenderedStage[], placement: Placement): OutputFile[] {
  const folders = stages.map((stage) => stagePath(stage, placement));
  return [
    kustomization('kustomization.yaml', folders),
    ...stages.map((stage, i) => {
      const files = stageFiles(stage, placement).map(({ path }) => path.slice(folders[i]!.length + 1));
      return kustomization(`${folders[i]}/kustomization.yaml`, files);
    }),
  ];
}
