import type { NodeKind } from './mesh-graph';
import { element } from './xml';

const polygon = (points: readonly (readonly [number, number])[]) =>
  element('polygon', {
    class: 'shape',
    points: points.map(([x, y]) => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`).join(' '),
  });

/** The outline of a kind of node around a middle of 0, 0. */
export function shapeOf(kind: NodeKind, width: number, height: number): string {
  const [w, h] = [width / 2, height / 2];
  const box = (rx: number) => element('rect', { class: 'shape', x: -w, y: -h, width, height, rx });
  switch (kind) {
    case 'gateway':
      return polygon([
        [-w, 0],
        [-w + 14, -h],
        [w - 14, -h],
        [w, 0],
        [w - 14, h],
        [-w + 14, h],
      ]);
    case 'external':
      return polygon([
        [-w + 10, -h],
        [w, -h],
        [w - 10, h],
        [-w, h],
      ]);
    case 'answer':
      return polygon([
        [-w, -h],
        [w - 12, -h],
        [w, -h + 12],
        [w, h],
        [-w, h],
      ]);
    case 'service':
    case 'host':
      return box(14);
    case 'clients':
      return box(h);
    case 'workload':
    case 'missing':
      return box(2);
  }
}

/** A closed lock, its middle at a point. */
export function lockAt(x: number, y: number): string {
  const path = `M${r(x - 3)} ${r(y)}v-2.6a3 3 0 0 1 6 0v2.6M${r(x - 4.5)} ${r(y)}h9v6.4h-9z`;
  return element('path', { class: 'lock', d: path });
}

const r = (value: number) => Math.round(value * 10) / 10;
