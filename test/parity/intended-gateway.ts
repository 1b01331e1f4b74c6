import { commonLabels } from '../../lib/install/labels';
import { at, type Fields, mapLabels } from './official-changes';
import type { Intended } from './run';

/** Differences from the official chart `gateway` that are wanted, and why. */
export const INTENDED_OF_GATEWAY: readonly Intended[] = [
  {
    where: 'gateway and ztunnel: metadata.annotations without any annotation',
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
  {
    where: 'gateway: an empty annotation of the Service over one of all objects',
    reason: 'empty is what the user says; the chart takes it for nothing said',
    apply: (object, values) => {
      const own = Object.entries((at(values, 'service.annotations') ?? {}) as Fields).filter(([, text]) => text === '');
      const all = (at(values, 'annotations') ?? {}) as Fields;
      if (object.kind !== 'Service' || !own.some(([name]) => name in all && all[name] !== '')) return object;
      const annotations = { ...(object.metadata['annotations'] as Fields), ...Object.fromEntries(own) };
      return { ...object, metadata: { ...object.metadata, annotations } };
    },
  },
  {
    where: 'gateway: strategy and replicas of a DaemonSet',
    reason: 'it has no such fields, so the chart makes an object that strict clients refuse and others misread',
    apply: (object) => {
      const { replicas, strategy, ...spec } = (object['spec'] ?? {}) as Fields;
      if (object.kind !== 'DaemonSet' || (replicas === undefined && strategy === undefined)) return object;
      return { ...object, spec: { ...spec, ...(strategy !== undefined && { updateStrategy: strategy }) } };
    },
  },
];
