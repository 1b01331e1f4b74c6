import type { Manifest } from '../../core/manifest';
import type { Problem } from '../../core/problem';
import type { Tree } from '../../core/tree';
import type { Fields } from '../../install/kinds/kind';

/** Where and as what a chart is installed. */
export interface Installation {
  /** What the user says, of all files and options. */
  readonly user: Tree;
  /** Name of the release. */
  readonly release: string;
  /** @default that of the chart */
  readonly namespace?: string;
  /** @default none in particular */
  readonly kubeVersion?: string;
}

/** What a chart makes, or why it does not. */
export interface Rendering {
  readonly problems: readonly Problem[];
  readonly manifests: () => readonly Manifest[];
}

/** One of the official charts, for values that come from outside the program. */
export interface Chart {
  /** Name of the release where none is given. */
  readonly release: string;
  /** Everything that has a meaning for the chart. */
  readonly accepts: Fields;
  readonly render: (installation: Installation) => Rendering;
}
