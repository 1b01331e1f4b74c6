import { base } from './base';
import type { Chart } from './chart';
import { cni } from './cni';
import { defaultRevision } from './default-revision';
import { gateway } from './gateway';
import { istiod } from './istiod';
import { ztunnel } from './ztunnel';

export type { Chart, Installation } from './chart';

/** The official charts, by name. */
export const CHARTS = { base, default: defaultRevision, istiod, gateway, cni, ztunnel } as const satisfies Readonly<
  Record<string, Chart>
>;

/** Name of an official chart. */
export type ChartName = keyof typeof CHARTS;
