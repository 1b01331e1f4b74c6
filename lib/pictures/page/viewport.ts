interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The part of the picture that is seen: moved by dragging, the wheel and the arrow keys, enlarged by the wheel, `+` and `-`. */
export class Viewport {
  readonly #whole: Box;
  #box: Box;

  constructor(private readonly svg: SVGSVGElement) {
    const { x, y, width, height } = svg.viewBox.baseVal;
    this.#whole = { x, y, width, height };
    this.#box = { ...this.#whole };
    svg.addEventListener('wheel', (event) => this.#onWheel(event), { passive: false });
    svg.addEventListener('pointerdown', (event) => this.#drag(event));
    addEventListener('beforeprint', () => this.fit());
    this.start();
  }

  /** The whole picture where it can be read so, else its upper left part at its own size. */
  start(): void {
    this.fit();
    const { width, height } = this.svg.getBoundingClientRect();
    const scale = Math.min(width / this.#whole.width, height / this.#whole.height);
    if (scale < 0.55 && scale > 0) {
      this.#box = { x: 0, y: 0, width: width / 0.8, height: height / 0.8 };
      this.#show();
    } else if (scale > 1.4) {
      const [w, h] = [width / 1.4, height / 1.4];
      this.#box = { x: (this.#whole.width - w) / 2, y: (this.#whole.height - h) / 2, width: w, height: h };
      this.#show();
    }
  }

  fit(): void {
    this.#box = { ...this.#whole };
    this.#show();
  }

  /** @param at point of the picture that stays where it is; its middle by default */
  zoom(factor: number, at?: { readonly x: number; readonly y: number }): void {
    const { x, y, width, height } = this.#box;
    const fixed = at ?? { x: x + width / 2, y: y + height / 2 };
    const wider = Math.min(Math.max(width * factor, 60), this.#whole.width * 8);
    const by = wider / width;
    this.#box = { x: fixed.x - (fixed.x - x) * by, y: fixed.y - (fixed.y - y) * by, width: wider, height: height * by };
    this.#show();
  }

  /** @param dx share of what is seen */
  move(dx: number, dy: number): void {
    this.#box.x += dx * this.#box.width;
    this.#box.y += dy * this.#box.height;
    this.#show();
  }

  /** Brings points into the middle, all of them into view, and enlarges what is too small to read. */
  showAll(points: readonly { readonly x: number; readonly y: number }[]): void {
    if (points.length === 0) return;
    const xs = points.map(({ x }) => x);
    const ys = points.map(({ y }) => y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const { width, height } = this.svg.getBoundingClientRect();
    const scale = Math.min(1.2, width / (right - left + 320), height / (bottom - top + 200));
    const [w, h] = [width / scale, height / scale];
    this.#box = { x: (left + right - w) / 2, y: (top + bottom - h) / 2, width: w, height: h };
    this.#show();
  }

  #show(): void {
    const { x, y, width, height } = this.#box;
    this.svg.setAttribute('viewBox', `${x} ${y} ${width} ${height}`);
  }

  #pointOf(event: MouseEvent): { x: number; y: number } {
    const matrix = this.svg.getScreenCTM();
    return matrix === null ? { x: 0, y: 0 } : new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
  }

  #onWheel(event: WheelEvent): void {
    event.preventDefault();
    this.zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, this.#pointOf(event));
  }

  #drag(start: PointerEvent): void {
    if (start.button !== 0) return;
    const from = this.#pointOf(start);
    const stop = new AbortController();
    const { signal } = stop;
    addEventListener(
      'pointermove',
      (event) => {
        const at = this.#pointOf(event);
        this.#box.x -= at.x - from.x;
        this.#box.y -= at.y - from.y;
        this.#show();
      },
      { signal },
    );
    addEventListener('pointerup', () => stop.abort(), { signal });
    addEventListener('pointercancel', () => stop.abort(), { signal });
  }
}
