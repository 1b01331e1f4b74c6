import type { EdgeKind, MeshGraph } from './mesh-graph';
import { TEXT_SIZE } from './node-box';
import { lockAt } from './shapes';
import { textWidth } from './text-size';
import { element } from './xml';

const LINES: Readonly<Record<EdgeKind, string>> = {
  route: 'rule sends requests',
  pods: 'any of its pods',
  unused: 'no rule sends here',
  mirror: 'copies of requests',
  names: 'named in the environment',
  allow: 'may call',
  deny: 'may not call',
};

const ROW = 20;
const LINE = 30;

/** What the lines of a picture mean, below it. */
export function legendOf({ edges }: MeshGraph, width: number, top: number): { svg: string; width: number; height: number } {
  const kinds = (Object.keys(LINES) as EdgeKind[]).filter((kind) => edges.some((edge) => edge.kind === kind));
  const isSecured = edges.some(({ tls }) => tls !== undefined && tls !== 'plain');
  if (kinds.length === 0) return { svg: '', width: 0, height: 0 };
  let [x, row, widest] = [16, 0, 0];
  const entries: string[] = [];
  const add = (sign: (x: number, y: number) => string, text: string) => {
    const needed = LINE + 6 + textWidth(text, TEXT_SIZE) + 18;
    if (x > 16 && x + needed > width) {
      row++;
      x = 16;
    }
    const y = top + 14 + row * ROW;
    entries.push(sign(x, y), element('text', { class: 'faint', x: x + LINE + 6, y: y + 4, 'font-size': TEXT_SIZE }, text));
    x += needed;
    widest = Math.max(widest, x);
  };
  for (const kind of kinds) {
    const line = (at: number, y: number) =>
      element('path', { class: 'line', d: `M${at} ${y}H${at + LINE}`, 'marker-end': `url(#head-${kind})` });
    add((at, y) => element('g', { class: kind }, line(at, Math.round(y))), LINES[kind]);
  }
  if (isSecured) add((at, y) => lockAt(at + 22, y - 2), 'TLS of the mesh or its own');
  return { svg: element('g', { class: 'legend' }, ...entries), width: widest, height: (row + 1) * ROW + 12 };
}
