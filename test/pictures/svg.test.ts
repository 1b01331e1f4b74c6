import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { Mesh, readObjects } from '../../lib/model';
import { dotOf, graphOf, htmlOf, mermaidOf, svgOf } from '../../lib/pictures';
import { groupsOf } from '../../lib/pictures/groups';
import { type Layout, labelSize, layoutOf } from '../../lib/pictures/layout';
import { drawn } from '../../lib/pictures/svg';
import { type Manifest, object, service, workload } from '../simulation/asked';
import { teamsMesh } from './meshes';
import '../property-seed';

jest.setTimeout(60_000);

const teams = (services: number) => new Mesh(readObjects(teamsMesh(services), 'teams.yaml'));
const meshOf = (...manifests: readonly Manifest[]) =>
  new Mesh(manifests.map((manifest) => ({ manifest: { ...manifest }, source: {} })));

interface Box {
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function boxesOf({ nodes, links }: Layout): Box[] {
  const around = (name: string, x: number, y: number, width: number, height: number): Box => ({
    name,
    left: x - width / 2,
    right: x + width / 2,
    top: y - height / 2,
    bottom: y + height / 2,
  });
  return [
    ...nodes.map(({ id, x, y, box }) => around(id, x, y, box.width, box.height)),
    ...links
      .filter(({ link }) => link.label.length > 0)
      .map(({ link, from, x, y }) => {
        const { width, height } = labelSize(link);
        return around(`${from} ${link.id}`, x, y, width, height);
      }),
  ];
}

const overlaps = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe('layout', () => {
  test.each([3, 40, 200])('no text lies over another in a mesh of %d services', (services) => {
    const boxes = boxesOf(layoutOf(graphOf(teams(services), { findings: [] })));
    const over = boxes.flatMap((a, i) =>
      boxes
        .slice(i + 1)
        .filter((b) => overlaps(a, b))
        .map((b) => `${a.name} / ${b.name}`),
    );
    expect(boxes.length).toBeGreaterThan(services);
    expect(over).toEqual([]);
  });

  test('everything is within the picture', () => {
    const layout = layoutOf(graphOf(teams(60), { findings: [] }));
    const outside = boxesOf(layout).filter(
      ({ left, top, right, bottom }) => left < 0 || top < 0 || right > layout.width || bottom > layout.height,
    );
    expect(outside).toEqual([]);
  });

  test('a node with very many lines is drawn again beside them, and each line once', () => {
    const callers = Array.from({ length: 40 }, (_, i) =>
      workload(`shop/job-${i}`, {}, { containers: [{ name: 'app', env: [{ name: 'A', value: 'http://hub' }] }] }),
    );
    const graph = graphOf(meshOf(service('shop/hub'), workload('shop/hub'), ...callers), { findings: [] });
    const { nodes, links } = layoutOf(graph);
    expect(nodes.filter(({ isCopy }) => !isCopy)).toHaveLength(graph.nodes.length);
    expect(nodes.filter(({ isCopy, node }) => isCopy && node.name === 'hub').length).toBeGreaterThan(1);
    expect(links.map(({ link }) => link.id).sort()).toEqual(
      [...new Set(graph.edges.map(({ kind, from, to }) => `${kind}:${from}>${to}`))].sort(),
    );
  });
});

/** Points of a path of straight pieces and quadratic curves. */
function pointsOf(path: string): { x: number; y: number }[] {
  const numbers = (text: string) => text.trim().split(/[ ,]+/).map(Number);
  let [x = 0, y = 0] = numbers(/^M([^A-Z]+)/.exec(path)?.[1] ?? '');
  return [...path.matchAll(/([QL])([^A-Z]+)/g)].flatMap(([, , text = '']) => {
    const all = numbers(text);
    const [endX = 0, endY = 0] = all.slice(-2);
    const [bendX = endX, bendY = endY] = all.length === 4 ? all : [];
    const from = { x, y };
    [x, y] = [endX, endY];
    return Array.from({ length: 20 }, (_, i) => (i + 1) / 20).map((t) => ({
      x: (1 - t) ** 2 * from.x + 2 * t * (1 - t) * bendX + t ** 2 * endX,
      y: (1 - t) ** 2 * from.y + 2 * t * (1 - t) * bendY + t ** 2 * endY,
    }));
  });
}

test('no line passes behind a box or a label but its own', () => {
  const gateways = ['public', 'partner', 'internal'];
  const rule = {
    fault: { abort: { httpStatus: 503, percentage: { value: 5 } }, delay: { fixedDelay: '2s', percentage: { value: 10 } } },
    route: ['v1', 'v2', 'v3'].map((subset, i) => ({ destination: { host: 'orders', subset }, weight: [70, 25, 5][i] })),
  };
  const exact = (path: string) => [{ uri: { exact: path } }];
  const graph = graphOf(
    meshOf(
      service('shop/orders'),
      ...['v1', 'v2'].map((version) => workload(`shop/orders-${version}`, { app: 'orders', version })),
      object('DestinationRule', 'shop/orders', {
        host: 'orders',
        subsets: ['v1', 'v2', 'v3'].map((name) => ({ name, labels: { version: name } })),
      }),
      ...gateways.map((name) =>
        object('Gateway', `edge/${name}`, {
          selector: { istio: name },
          servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
        }),
      ),
      object('VirtualService', 'shop/all', {
        hosts: [...gateways.map((name) => `${name}.shop.example`), 'orders.shop.svc.cluster.local'],
        gateways: [...gateways.map((name) => `edge/${name}`), 'mesh'],
        http: [
          { match: exact('/orders'), ...rule, mirror: { host: 'orders', subset: 'v3' } },
          { match: exact('/old'), redirect: { uri: '/new' } },
          { match: exact('/gone'), directResponse: { status: 410 } },
          { route: [{ destination: { host: 'missing' } }] },
        ],
      }),
    ),
    { findings: [] },
  );
  const layout = layoutOf(graph);
  const boxes = boxesOf(layout);
  const paths = [...drawn(graph, layout, false).matchAll(/ data-link="[^"]*"><path class="line" d="([^"]*)"/g)].map(
    ([, path = '']) => path,
  );
  expect(paths).toHaveLength(layout.links.length);
  const behind = layout.links.flatMap(({ from, to, link }, i) => {
    const own = new Set([from, to, `${from} ${link.id}`]);
    const met = boxes.filter(
      (box) =>
        !own.has(box.name) &&
        pointsOf(paths[i]!).some(({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom),
    );
    return met.map(({ name }) => `${link.id} behind ${name}`);
  });
  expect(layout.links.length).toBeGreaterThan(20);
  expect(behind).toEqual([]);
});

describe('a crowded mesh', () => {
  const name = (i: number) => `payments-of-the-customers-in-region-${i}-with-a-long-name`;
  const crowd = (count: number) =>
    meshOf(
      ...Array.from({ length: count }, (_, i) => i).flatMap((i) => [
        service(`shop/${name(i)}`),
        workload(`shop/${name(i)}`, {}, { containers: [{ name: 'app', args: [`http://${name((i * 7 + 1) % count)}`] }] }),
      ]),
    );

  test('is drawn in groups that can be read', () => {
    const { nodes, links } = layoutOf(graphOf(crowd(60), { findings: [] }));
    const groups = groupsOf(nodes, links);
    expect(Math.max(...groups.map((group) => group.nodes.length))).toBeLessThanOrEqual(40);
    expect(links).toHaveLength(120);
    expect(links.every(({ from, to }) => [from, to].every((id) => nodes.some((node) => node.id === id)))).toBe(true);
  });

  test('names are not shortened', () => {
    const drawnNames = layoutOf(graphOf(crowd(3), { findings: [] })).nodes.map(({ box }) => box.name.join(''));
    expect(new Set(drawnNames)).toEqual(new Set([0, 1, 2].map(name)));
  });
});

describe('SVG', () => {
  test('is the same each time, and says in words what it shows', () => {
    const svg = svgOf(teams(3));
    expect(svgOf(teams(3))).toBe(svg);
    expect(svg).toContain('<desc id="mesh-text">1 gateway, 3 services, 4 workloads');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]* role="img" aria-labelledby="mesh-title mesh-text">/);
    expect(svg).toContain('prefers-color-scheme:dark');
  });

  test('any names are written so that it stays XML', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        const rule = object('VirtualService', 'shop/a', {
          hosts: ['a'],
          http: [{ match: [{ uri: { exact: text } }], route: [{ destination: { host: 'a' } }] }],
        });
        const svg = svgOf(meshOf(service('shop/a'), workload('shop/a'), rule), { findings: [] });
        const style = svg.replace(/<style>.*?<\/style>/, '');
        expect(style.replace(/<\/?[a-z]+(?: [\w:-]+="[^"<]*")*\/?>/g, '')).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot);)/);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML forbids
        expect(svg).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
      }),
      { numRuns: 60 },
    );
  });

  test('an empty mesh is an empty picture', () => {
    expect(svgOf(meshOf())).toContain('<desc id="mesh-text">0 routes</desc>');
  });
});

describe('other formats', () => {
  test('Mermaid has a line for each node and each link', () => {
    expect(mermaidOf(teams(1), { findings: [] })).toBe(`flowchart LR
  n0{{"ingress<br/>istio-system"}}
  n1("cart-0<br/>team-01")
  n2["cart-0-v1<br/>v1 · team-01"]
  n3["cart-0-v2<br/>v2 · team-01"]
  n0 ==>|"team-01.example.com<br/>path = /cart-0*"| n2
  n0 ==>|"team-01.example.com<br/>path = /cart-0*"| n3
  n1 ==>|"otherwise: 90 %<br/>fault: delay 2s for 5 %<br/>timeout 3s"| n2
  n1 ==>|"end-user = jason<br/>otherwise: 10 %<br/>fault: delay 2s for 5 %<br/>timeout 3s"| n3
`);
  });

  test('dot names nodes by what they are', () => {
    const dot = dotOf(teams(1), { findings: [] });
    expect(dot).toContain('"service/team-01/cart-0" [shape=box, style=rounded, label="cart-0\\nteam-01"];');
    expect(dot).toContain('"service/team-01/cart-0" -> "workload/team-01/cart-0-v1" [penwidth=2, label="otherwise: 90 %');
  });

  test('the page has everything in itself, and nothing in it ends a script', () => {
    const page = htmlOf(
      meshOf(service('shop/a', { 80: 'http' }, {}, { annotations: { note: '</script><!--' } }), workload('shop/a')),
    );
    expect(page).not.toMatch(/(?:src|href)=|url\((?!#)|@import/);
    expect(page.match(/<\/script/g)).toHaveLength(2);
    expect(page).not.toContain('<!--');
  });

  test('the script of the page is made of its sources', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/page-script.mjs', '--check'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
