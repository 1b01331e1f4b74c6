import type { Followed } from '../follow';
import type { PageData } from '../page-data';
import { byId, element } from './elements';
import { isGood, shortOf } from './outcome-text';
import { Panel } from './panel';
import { Picture } from './picture';
import { Viewport } from './viewport';

const data = JSON.parse(byId<HTMLScriptElement>('data').textContent ?? '') as PageData;
const svg = document.querySelector<SVGSVGElement>('svg.mesh') as SVGSVGElement;
const search = byId<HTMLInputElement>('search');
const found = byId<HTMLElement>('found');
const requests = byId<HTMLSelectElement>('requests');
const picture = new Picture(svg);
const viewport = new Viewport(svg);
const panel = new Panel(byId('panel'), data, { showNode, showLink, follow });

let matches: readonly string[] = [];
let current = -1;

function stopFollowing(): void {
  picture.clearOverlay();
  picture.mark('on', []);
  requests.value = '';
}

function showNode(id: string): void {
  stopFollowing();
  picture.mark('selected', [id]);
  panel.node(id);
  const at = picture.middleOf(id);
  if (at !== undefined && !isInView(picture.nodeElement(id))) viewport.showAll([at]);
}

function showLink(id: string): void {
  stopFollowing();
  picture.mark('selected', [], [id]);
  panel.link(id);
  const at = picture.middleOfLink(id);
  if (at !== undefined && !isInView(picture.linkElements(id).at(-1))) viewport.showAll([at]);
}

function isInView(one: Element | undefined): boolean {
  if (one === undefined) return true;
  const [box, around] = [one.getBoundingClientRect(), svg.getBoundingClientRect()];
  return box.left >= around.left && box.right <= around.right && box.top >= around.top && box.bottom <= around.bottom;
}

function follow(index: number): void {
  const request = data.requests[index];
  if (request === undefined) return;
  stopFollowing();
  requests.value = String(index);
  picture.mark('selected', []);
  const nodes = new Set([request.from, ...request.nodes, ...(request.called === undefined ? [] : [request.called])]);
  picture.mark('on', nodes, request.links);
  panel.request(request);
  draw(request);
  viewport.showAll([...nodes].flatMap((id) => picture.middleOf(id) ?? []));
}

/** The way of the request from who sends it, and at its end what becomes of it. */
function draw({ from, called, outcome, problem, nodes }: Followed): void {
  const start = picture.middleOf(from);
  const gate = called === undefined ? undefined : picture.middleOf(called);
  if (called !== undefined) picture.arrow(from, called);
  const at = gate ?? start;
  if (at === undefined) return;
  const above = new DOMPoint(at.x, at.y - 46);
  if (outcome === undefined) {
    picture.bubble(above, problem ?? '', 'bad');
    return;
  }
  const text = shortOf(outcome);
  picture.bubble(above, text === '' ? 'sent on' : text, isGood(outcome) && outcome.faults.length === 0 ? 'good' : 'bad');
  for (const id of nodes) {
    const share = shareOf(id, outcome);
    const end = picture.middleOf(id);
    if (share !== undefined && end !== undefined) picture.bubble(new DOMPoint(end.x, end.y - 46), share, 'good');
  }
}

/** The share of the requests that pods answer; undefined for nodes on the way. */
function shareOf(id: string, { destinations, endpoints }: NonNullable<Followed['outcome']>): string | undefined {
  const node = data.graph.nodes.find((one) => one.id === id);
  const here = endpoints.filter(({ workload, namespace }) => workload === node?.name && namespace === node?.namespace);
  const shares = here.flatMap(({ service, subset }) =>
    destinations.filter((one) => one.service === service && one.subset === subset),
  );
  if (node === undefined || shares.length === 0) return undefined;
  const { weight, service, subset } = shares[0] as (typeof shares)[number];
  const others = endpoints.filter((one) => one.service === service && one.subset === subset);
  const workloads = new Set(others.map((one) => `${one.namespace}/${one.workload}`));
  return workloads.size > 1 ? `part of ${weight} %` : `${weight} %`;
}

function find(): void {
  const words = search.value
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const all = words.length === 0 ? [] : data.graph.nodes;
  matches = all
    .filter((node) => {
      const text = [node.kind, node.name, node.namespace, node.version ?? '', ...node.details, ...node.objects]
        .join(' ')
        .toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .map(({ id }) => id);
  current = -1;
  picture.mark('found', matches);
  svg.classList.toggle('searching', matches.length > 0);
  found.textContent = words.length === 0 ? '' : `${matches.length} found`;
}

function nextMatch(step: number): void {
  if (matches.length === 0) return;
  current = (current + step + matches.length) % matches.length;
  const id = matches[current] as string;
  showNode(id);
  const at = picture.middleOf(id);
  if (at !== undefined) viewport.showAll([at]);
  found.textContent = `${current + 1} of ${matches.length}`;
}

function clear(): void {
  search.value = '';
  find();
  stopFollowing();
  picture.mark('selected', []);
}

function open(target: EventTarget | null): boolean {
  const one = target instanceof Element ? target.closest<SVGGElement>('[data-node], [data-link]') : null;
  if (one === null) return false;
  const { node, link } = one.dataset;
  if (node !== undefined) showNode(node);
  else if (link !== undefined) showLink(link);
  return true;
}

const KEYS: Readonly<Record<string, () => void>> = {
  '+': () => viewport.zoom(1 / 1.25),
  '=': () => viewport.zoom(1 / 1.25),
  '-': () => viewport.zoom(1.25),
  '0': () => viewport.fit(),
  ArrowLeft: () => viewport.move(-0.1, 0),
  ArrowRight: () => viewport.move(0.1, 0),
  ArrowUp: () => viewport.move(0, -0.1),
  ArrowDown: () => viewport.move(0, 0.1),
  '/': () => search.focus(),
  Escape: clear,
};

svg.addEventListener('click', (event) => open(event.target));
svg.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  if (open(event.target)) event.preventDefault();
});
svg.addEventListener('focusin', (event) => {
  const one = event.target instanceof SVGGElement ? event.target : undefined;
  const { node, link } = one?.dataset ?? {};
  const at = node !== undefined ? picture.middleOf(node) : link !== undefined ? picture.middleOfLink(link) : undefined;
  if (at !== undefined && !isInView(one)) viewport.showAll([at]);
});
addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (event.ctrlKey || event.metaKey || event.altKey || (isTyping && event.key !== 'Escape')) return;
  const act = KEYS[event.key];
  if (act === undefined) return;
  event.preventDefault();
  act();
});
search.addEventListener('input', find);
search.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') nextMatch(event.shiftKey ? -1 : 1);
});
byId('zoom-in').addEventListener('click', () => viewport.zoom(1 / 1.25));
byId('zoom-out').addEventListener('click', () => viewport.zoom(1.25));
byId('fit').addEventListener('click', () => viewport.fit());
requests.addEventListener('change', () => {
  if (requests.value === '') clear();
  else follow(Number(requests.value));
});
const senders = [...new Set(data.requests.map(({ sender }) => sender))];
requests.append(
  ...senders.map((sender) =>
    element(
      'optgroup',
      { label: sender },
      ...data.requests.flatMap((request, i) =>
        request.sender === sender ? [element('option', { value: String(i) }, request.title)] : [],
      ),
    ),
  ),
);
if (data.leftOut > 0)
  requests.append(
    element('option', { disabled: '' }, `${data.leftOut} more: draw a part of the mesh with --focus or --namespace`),
  );
