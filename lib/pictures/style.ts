import type { EdgeKind, NodeKind } from './mesh-graph';

/** Fill and border of a kind, by day and by night. They differ in brightness as well as in hue, and each kind has its own shape. */
interface Paint {
  readonly light: readonly [fill: string, border: string];
  readonly dark: readonly [fill: string, border: string];
}

const NODES: Readonly<Record<NodeKind, Paint>> = {
  gateway: { light: ['#fde9c9', '#b36b00'], dark: ['#4a3310', '#f0b04f'] },
  service: { light: ['#d6e9f8', '#0067a5'], dark: ['#12364f', '#62b5ee'] },
  workload: { light: ['#ffffff', '#54616b'], dark: ['#262c31', '#a9b5be'] },
  external: { light: ['#e3f1ea', '#00704f'], dark: ['#143a2e', '#4fc79f'] },
  host: { light: ['#eef5fb', '#0067a5'], dark: ['#162733', '#62b5ee'] },
  clients: { light: ['#f4e4ee', '#9c4279'], dark: ['#412436', '#e39ac2'] },
  answer: { light: ['#f3f3f1', '#54616b'], dark: ['#2b2d2f', '#a9b5be'] },
  missing: { light: ['#fdeae2', '#b33c00'], dark: ['#4a2110', '#ff9a66'] },
};

const LINES: Readonly<Record<EdgeKind, Paint['light']>> = {
  route: ['#0067a5', '#62b5ee'],
  pods: ['#7a868f', '#8c98a1'],
  unused: ['#7a868f', '#8c98a1'],
  mirror: ['#9c4279', '#e39ac2'],
  names: ['#54616b', '#a9b5be'],
  allow: ['#00704f', '#4fc79f'],
  deny: ['#b33c00', '#ff9a66'],
};

/** How lines are drawn, so that their kinds differ without colour. */
export const DASHES: Readonly<Record<EdgeKind, string>> = {
  route: '',
  pods: '',
  unused: '2 5',
  mirror: '9 4',
  names: '1 3',
  allow: '6 3 1 3',
  deny: '6 3 1 3',
};

const SCHEMES = {
  light: {
    paper: '#ffffff',
    ink: '#1b2126',
    faint: '#4c5861',
    frame: '#b9c2c9',
    fault: '#a83200',
    bad: '#b33c00',
    alert: '#8a6100',
    isNew: '#00704f',
    isGone: '#b33c00',
  },
  dark: {
    paper: '#16191c',
    ink: '#eef1f3',
    faint: '#b4bfc7',
    frame: '#4a555d',
    fault: '#ff9a66',
    bad: '#ff9a66',
    alert: '#f0c04f',
    isNew: '#4fc79f',
    isGone: '#ff9a66',
  },
} as const;

const DAY_OR_NIGHT = ['light', 'dark'] as const;

function colours(scheme: (typeof DAY_OR_NIGHT)[number]): string {
  const { paper, ink, faint, frame, fault, bad, alert, isNew, isGone } = SCHEMES[scheme];
  const nodes = Object.entries(NODES).map(
    ([kind, paint]) => `.mesh .${kind}>.shape{fill:${paint[scheme][0]};stroke:${paint[scheme][1]}}`,
  );
  const lines = Object.entries(LINES).map(([kind, both]) => {
    const colour = both[scheme === 'light' ? 0 : 1];
    return `.mesh .${kind}>.line{stroke:${colour}}.mesh .head-${kind}{fill:${colour};stroke:${colour}}`;
  });
  return [
    `.mesh .paper{fill:${paper}}`,
    `.mesh text{fill:${ink}}`,
    `.mesh .faint{fill:${faint}}`,
    `.mesh .fault{fill:${fault}}`,
    `.mesh .frame{stroke:${frame}}`,
    `.mesh .lock{stroke:${faint};fill:${paper}}`,
    `.mesh .badge text{fill:${paper}}`,
    `.mesh .badge.error .mark{fill:${bad}}.mesh .badge.warning .mark{fill:${alert}}.mesh .badge.info .mark{fill:${faint}}`,
    ...nodes,
    ...lines,
    ...Object.entries({ new: isNew, gone: isGone, changed: alert }).map(
      ([change, colour]) =>
        `.mesh text.is-${change}{fill:${colour}}.mesh .is-${change}>.line,.mesh .is-${change}>.shape{stroke:${colour};stroke-width:3}`,
    ),
    '.mesh .is-gone>.line,.mesh .is-gone>.shape{stroke-dasharray:2 4}',
  ].join('');
}

const SHAPES = [
  `.mesh{font-family:Helvetica,Arial,'Liberation Sans','DejaVu Sans',sans-serif}`,
  '.mesh .line{fill:none;stroke-width:1.6}.mesh .pods>.line,.mesh .names>.line{stroke-width:1.2}',
  ...Object.entries(DASHES).map(([kind, dashes]) => (dashes === '' ? '' : `.mesh .${kind}>.line{stroke-dasharray:${dashes}}`)),
  '.mesh .shape{stroke-width:1.5}.mesh .host>.shape,.mesh .missing>.shape,.mesh .copy>.shape{stroke-dasharray:4 3}',
  '.mesh .frame{fill:none;stroke-dasharray:none}',
  '.mesh .lock{stroke-width:1.4}',
].join('');

/** The style of a picture: by day, by night, and by day again on paper. */
export const STYLE = `${SHAPES}${colours('light')}@media screen and (prefers-color-scheme:dark){${colours('dark')}}`;
