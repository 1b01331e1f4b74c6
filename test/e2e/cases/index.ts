import type { Case } from '../case';
import { addonCases } from './addons';
import { bookinfo } from './bookinfo';
import { canaryUpgrade } from './canary-upgrade';
import { diff } from './diff';
import { edges } from './edges';
import { install } from './install';
import { mesh } from './mesh';
import { rejections } from './rejections';
import { rules } from './rules';
import { secondApply } from './second-apply';
import { uninstall } from './uninstall';

/** All cases in their order: the first finds an empty cluster, the last leaves one. */
export const CASES: readonly Case[] = [
  install,
  ...bookinfo,
  ...rules,
  ...edges,
  ...mesh,
  ...addonCases,
  rejections,
  secondApply,
  diff,
  canaryUpgrade,
  uninstall,
];
