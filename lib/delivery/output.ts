import { applyScript } from './apply-script';
import { argoCdFiles, forArgoCd } from './argo-cd';
import type { Delivery } from './delivery';
import { fluxFiles, forFlux } from './flux';
import { kustomizations } from './kustomize';
import { type Layout, type Placement, stageFiles } from './layout';
import { compareStages, type OutputFile, type RenderedStage } from './rendered-stage';

/** Folders of the tools, beside those of the stages. */
const OF_TOOLS = ['argocd', 'flux-system', 'kubectl'];

/** How the output folder is made. */
export interface OutputOptions {
  readonly layout: Layout;
  readonly extension: string;
  readonly delivery?: Delivery;
}

function marked(stage: RenderedStage, delivery: Delivery | undefined): RenderedStage {
  switch (delivery?.by) {
    case 'argo-cd':
      return forArgoCd(stage, delivery);
    case 'flux':
      return forFlux(stage);
    default:
      return stage;
  }
}

function filesForTool(stages: readonly RenderedStage[], placement: Placement, delivery: Delivery | undefined): OutputFile[] {
  switch (delivery?.by) {
    case 'kubectl':
      return applyScript(stages, placement, delivery);
    case 'kustomize':
      return [...kustomizations(stages, placement), ...applyScript(stages, placement, delivery)];
    case 'argo-cd':
      return argoCdFiles(stages, placement, delivery);
    case 'flux':
      return fluxFiles(stages, placement, delivery);
    default:
      return [];
  }
}

/**
 * Every file of the output folder. Stages without objects make none.
 * @throws Error when a chart has the name of a folder of a tool, or when a file system that does not tell `A` from `a` would keep only one of two files
 */
export function outputFiles(charts: readonly RenderedStage[], { layout, extension, delivery }: OutputOptions): OutputFile[] {
  const stages = charts
    .filter(({ objects }) => objects.length > 0)
    .map((stage) => marked(stage, delivery))
    .sort(compareStages);
  for (const { name } of delivery === undefined ? [] : stages) {
    if (OF_TOOLS.includes(name))
      throw new Error(`${name} is a folder for what ${delivery?.by} needs; give the chart another name`);
  }
  const placement = { layout, extension, folders: delivery?.by === 'kustomize' || delivery?.by === 'flux' };
  const files = [...stages.flatMap((stage) => stageFiles(stage, placement)), ...filesForTool(stages, placement, delivery)];
  const paths = new Map<string, string>();
  for (const { path } of files) {
    const other = paths.get(path.toLowerCase());
    if (other !== undefined)
      throw new Error(`${path} and ${other} are one file on some machines; give a chart or a kind another name`);
    paths.set(path.toLowerCase(), path);
  }
  return files;
}
