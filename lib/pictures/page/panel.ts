import type { Followed } from '../follow';
import type { MeshEdge, MeshNode } from '../mesh-graph';
import type { PageData } from '../page-data';
import { button, element, section } from './elements';
import { factsOf, sentenceOf } from './outcome-text';

/** What a click in the panel does. */
export interface Actions {
  showNode(id: string): void;
  showLink(id: string): void;
  follow(index: number): void;
}

/** Fills the panel with what is known of a node, a line or a request. */
export class Panel {
  readonly #nodes: ReadonlyMap<string, MeshNode>;
  readonly #edges: ReadonlyMap<string, MeshEdge>;

  constructor(
    private readonly root: HTMLElement,
    private readonly data: PageData,
    private readonly actions: Actions,
  ) {
    this.#nodes = new Map(data.graph.nodes.map((node) => [node.id, node]));
    this.#edges = new Map(data.graph.edges.map((edge) => [edge.id, edge]));
  }

  node(id: string): void {
    const node = this.#nodes.get(id);
    if (node === undefined) return;
    const { kind, name, namespace, version, proxy, mutualTls } = node;
    const facts = [
      ...(namespace === '' ? [] : [`namespace ${namespace}`]),
      ...(version === undefined ? [] : [`version ${version}`]),
      ...(proxy === undefined ? [] : [proxy === 'none' ? 'without proxy' : `proxy: ${proxy}`]),
      ...(mutualTls === undefined ? [] : [`mutual TLS: ${mutualTls}`]),
      ...node.details,
    ];
    this.#show(
      `${kind} ${name}`,
      section('Facts', facts),
      this.#findings(node.findings),
      section('Who may call', node.authorization),
      section(
        'Sends to',
        this.#links((edge) => edge.from === id, 'to'),
      ),
      section(
        'Receives from',
        this.#links((edge) => edge.to === id, 'from'),
      ),
      this.#requests(({ from, called, nodes }) => from === id || called === id || nodes.includes(id)),
      this.#objects(node.objects),
    );
  }

  link(id: string): void {
    const edges = (this.data.links[id] ?? []).flatMap((one) => this.#edges.get(one) ?? []);
    const [first] = edges;
    if (first === undefined) return;
    const rules = edges.map((edge) => element('section', {}, element('h3', {}, this.#titleOf(edge)), this.#rule(edge)));
    this.#show(
      first.kind,
      element(
        'p',
        {},
        button(this.#nameOf(first.from), () => this.actions.showNode(first.from)),
        ' → ',
        button(this.#nameOf(first.to), () => this.actions.showNode(first.to)),
      ),
      ...rules,
      this.#findings([...new Set(edges.flatMap(({ findings }) => findings))]),
      this.#requests(({ links }) => links.includes(id)),
      this.#objects([...new Set(edges.flatMap(({ objects }) => objects))]),
    );
  }

  request(request: Followed): void {
    const { title, sender, outcome, problem } = request;
    this.#show(
      title,
      element('p', {}, `sent by ${sender}`),
      ...(problem === undefined ? [] : [element('p', { class: 'bad' }, `It cannot be made: ${problem}`)]),
      ...(outcome === undefined
        ? []
        : [
            element('p', { class: 'outcome' }, sentenceOf(outcome)),
            section('What becomes of it', factsOf(outcome)),
            element(
              'section',
              {},
              element('h3', {}, 'Why'),
              element('ol', { class: 'why' }, ...outcome.why.map((line) => element('li', {}, line))),
            ),
            outcome.ambiguous === undefined
              ? undefined
              : section('If the objects were made in another order', [
                  sentenceOf(outcome.ambiguous),
                  ...factsOf(outcome.ambiguous),
                ]),
          ]),
    );
  }

  #show(title: string, ...content: readonly (HTMLElement | undefined)[]): void {
    const heading = element('h2', { tabindex: '-1' }, title);
    this.root.replaceChildren(heading, ...content.filter((one) => one !== undefined));
    this.root.scrollTop = 0;
  }

  #nameOf(id: string): string {
    const node = this.#nodes.get(id);
    return node === undefined ? id : `${node.kind} ${node.name}`;
  }

  #titleOf({ matches, weight, kind, workloads = 1 }: MeshEdge): string {
    const when = matches.length === 0 ? 'always' : matches.join(', or ');
    return `${when}${weight === undefined ? '' : `: ${workloads > 1 ? 'part of ' : ''}${kind === 'mirror' ? 'copy of ' : ''}${weight} %`}`;
  }

  #rule({ host, subset, port, faults, timeout, retries, also, tls, rule }: MeshEdge): HTMLElement {
    const place = rule === undefined ? undefined : this.data.objects[rule.object]?.place;
    const facts = [
      ...(host === undefined ? [] : [`for host ${host}`]),
      ...(subset === undefined ? [] : [`subset ${subset}`]),
      ...(port === undefined ? [] : [`port ${port}`]),
      ...faults.map((fault) => `fault: ${fault}`),
      ...(timeout === undefined ? [] : [`timeout ${timeout}`]),
      ...(retries === undefined ? [] : [retries]),
      ...also,
      ...(tls === undefined ? [] : [`secured by: ${tls}`]),
      ...(rule === undefined
        ? []
        : [`rule ${rule.field} of ${rule.object}${place === undefined || place === '' ? '' : ` (${place})`}`]),
    ];
    return element('ul', {}, ...facts.map((fact) => element('li', {}, fact)));
  }

  #links(isOne: (edge: MeshEdge) => boolean, end: 'from' | 'to'): readonly HTMLElement[] {
    const found = Object.entries(this.data.links).flatMap(([id, edges]) => {
      const edge = this.#edges.get(edges[0] ?? '');
      return edge !== undefined && isOne(edge) ? [{ id, edge }] : [];
    });
    return found.map(({ id, edge }) => button(`${edge.kind}: ${this.#nameOf(edge[end])}`, () => this.actions.showLink(id)));
  }

  #findings(indexes: readonly number[]): HTMLElement | undefined {
    const findings = indexes.flatMap((i) => this.data.graph.findings[i] ?? []);
    const items = findings.map(({ code, level, message, fix, file, line, construct }) => {
      const file_ = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}`;
      const place = [construct ?? '', file_].filter((one) => one !== '').join(' ');
      return element('span', { class: `finding ${level}` }, `${level} ${code}: ${message}. To mend it: ${fix}. ${place}`);
    });
    return section('Findings', items);
  }

  #requests(isOne: (request: Followed) => boolean): HTMLElement | undefined {
    const found = this.data.requests.flatMap((request, i) => (isOne(request) ? [{ request, i }] : [])).slice(0, 12);
    return section(
      'Follow a request',
      found.map(({ request, i }) => button(`${request.sender}: ${request.title}`, () => this.actions.follow(i))),
    );
  }

  #objects(keys: readonly string[]): HTMLElement | undefined {
    const shown = keys.flatMap((key) => {
      const object = this.data.objects[key];
      if (object === undefined) return [];
      const summary = element('summary', {}, `${key}${object.place === '' ? '' : ` (${object.place})`}`);
      return [element('details', {}, summary, element('pre', { tabindex: '0' }, object.yaml))];
    });
    return section('Objects', shown);
  }
}
