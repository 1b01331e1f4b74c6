/** What takes room in a picture. */
export interface Block {
  readonly width: number;
  readonly height: number;
}

export interface Packed extends Block {
  /** Upper left corner of each block, in the order given. */
  readonly places: readonly { readonly x: number; readonly y: number }[];
}

/** Width of a picture against its height. */
const RATIO = 1.6;

/** How many widths are tried. */
const TRIES = 24;

/** Puts blocks into rows that are at most so wide, in the order given. */
function inRows(blocks: readonly Block[], order: readonly number[], gap: number, limit: number): Packed {
  const places: { x: number; y: number }[] = blocks.map(() => ({ x: 0, y: 0 }));
  let [x, y, rowHeight, width] = [0, 0, 0, 0];
  for (const i of order) {
    const block = blocks[i] as Block;
    if (x > 0 && x + block.width > limit) {
      y += rowHeight + gap;
      [x, rowHeight] = [0, 0];
    }
    places[i] = { x, y };
    x += block.width + gap;
    rowHeight = Math.max(rowHeight, block.height);
    width = Math.max(width, x - gap);
  }
  return { width, height: y + rowHeight, places };
}

/** Puts blocks into rows, the higher ones first, so that the whole fits best on a screen. */
export function packed(blocks: readonly Block[], gap: number): Packed {
  const area = blocks.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  const widest = Math.max(0, ...blocks.map(({ width }) => width));
  const order = blocks.map((_, i) => i).sort((a, b) => (blocks[b]?.height ?? 0) - (blocks[a]?.height ?? 0) || a - b);
  const most = Math.max(widest, 2 * Math.sqrt(area * RATIO));
  const tried = Array.from({ length: TRIES }, (_, i) => inRows(blocks, order, gap, widest + ((most - widest) * i) / (TRIES - 1)));
  const side = ({ width, height }: Packed) => Math.max(width, height * RATIO);
  return tried.reduce((best, one) => (side(one) < side(best) ? one : best));
}
