import { DASHBOARDS } from '../../lib/addons/grafana/dashboards';

interface Panel {
  readonly id?: number;
  readonly type: string;
  readonly title?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly fieldConfig?: { readonly defaults?: { readonly unit?: string } };
  readonly datasource?: { readonly uid?: string };
  readonly targets?: readonly { readonly refId?: string; readonly expr?: string; readonly legendFormat?: string }[];
}

const dashboards = DASHBOARDS.map(({ uid, title, panels, templating }) => ({
  uid,
  title,
  panels: panels as unknown as readonly Panel[],
  variables: (templating?.list ?? []).map(({ name }) => name),
}));

const cells = ({ gridPos: { x, y, w, h } }: Panel) =>
  Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`);

test('each has a name and an address of its own, which Grafana takes', () => {
  for (const key of ['uid', 'title'] as const) expect(new Set(dashboards.map((each) => each[key])).size).toBe(dashboards.length);
  for (const { uid } of dashboards) expect(uid).toMatch(/^[a-zA-Z0-9_-]{1,40}$/);
});

describe.each(dashboards)('$title', ({ panels, variables }) => {
  test('panels have numbers of their own and do not overlap, within 24 columns', () => {
    const numbers = panels.map(({ id }) => id);
    expect(numbers.every((id) => typeof id === 'number')).toBe(true);
    expect(new Set(numbers).size).toBe(panels.length);
    const taken = panels.flatMap(cells);
    expect(new Set(taken).size).toBe(taken.length);
    for (const { gridPos } of panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
  });

  test('each panel has a title, a unit and a question to Prometheus', () => {
    for (const { type, title, fieldConfig, datasource, targets = [] } of panels) {
      expect(title).toBeTruthy();
      if (type === 'row') continue;
      expect(fieldConfig?.defaults?.unit).toBeTruthy();
      expect(datasource?.uid).toBe('prometheus');
      expect(targets.length).toBeGreaterThan(0);
      expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
    }
  });

  test('titles within a row differ, and what a unit is for is what is asked', () => {
    let row: string[] = [];
    for (const { type, title = '', fieldConfig, targets = [] } of panels) {
      if (type === 'row') {
        row = [];
        continue;
      }
      expect(row).not.toContain(title);
      row.push(title);
      const unit = fieldConfig?.defaults?.unit;
      for (const { expr = '' } of targets) {
        if (unit === 'ms') expect(expr).toContain('_milliseconds');
        if (unit === 'bytes') expect(expr).toMatch(/bytes|memory/);
        if (unit === 'ops' || unit === 'reqps' || unit === 'Bps') expect(expr).toContain('rate(');
      }
    }
  });

  test('what is chosen at the top is asked for, and nothing else', () => {
    const asked = panels.flatMap(({ targets = [] }) => targets.flatMap(({ expr = '' }) => expr.match(/\$[a-z]\w*/g) ?? []));
    expect([...new Set(asked)].sort()).toEqual(variables.map((name) => `$${name}`).sort());
  });
});
