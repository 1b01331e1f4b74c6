import { commonLabels } from '../../lib/install/labels';
import { mapLabels } from './official-changes';
import type { Intended } from './run';

/** Differences from the official chart `gateway` that are wanted, and why. */
export const INTENDED_OF_GATEWAY: readonly Intended[] = [
  {
    where: 'gateway: metadata.annotations without any annotation',
    reason: 'an empty map says nothing',
    apply: (object) => {
      const { annotations, ...metadata } = object.metadata;
      const empty = annotations !== undefined && Object.keys(annotations as object).length === 0;
      return empty ? { ...object, metadata } : object;
    },
  },
  {
    where: 'gateway: labels of the NetworkPolicy',
    reason: 'the chart leaves out the labels that all other objects have, so that whoever selects by them misses this one',
    apply: (object) => {
      const { labels } = object.metadata;
      if (object.kind !== 'NetworkPolicy' || labels?.['operator.istio.io/component'] !== 'Gateway') return object;
      return mapLabels(object, (own) => ({ ...commonLabels(labels['release'] ?? ''), ...own }));
    },
  },
];
