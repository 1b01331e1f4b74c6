import { yamlText } from '../core/yaml-text';
import type { Mesh } from '../model';
import { describeSource } from '../model';
import { followRequests } from './follow';
import { type GraphOptions, graphOf } from './graph-of';
import { layoutOf } from './layout';
import { linksOf } from './link';
import type { MeshGraph } from './mesh-graph';
import { keyOf } from './object-key';
import type { PageData, ShownObject } from './page-data';
import { PAGE_SCRIPT } from './page-script';
import { PAGE_STYLE } from './page-style';
import { summaryOf } from './summary';
import { drawn } from './svg';
import { escaped } from './xml';

function shownObjects(mesh: Mesh, { nodes, edges }: MeshGraph): Readonly<Record<string, ShownObject>> {
  const keys = new Set([...nodes, ...edges].flatMap(({ objects }) => objects));
  const shown = mesh.objects
    .filter((object) => keys.has(keyOf(object)))
    .map((object): [string, ShownObject] => [
      keyOf(object),
      { place: describeSource(object.source), yaml: object.source.text?.trimEnd() ?? yamlText(object.manifest) },
    ]);
  return Object.fromEntries(shown.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** JSON as it can stand in a page: nothing in it ends the script. */
const embedded = (data: PageData) => JSON.stringify(data).replaceAll('<', '\\u003c');

/**
 * A mesh as one page of HTML that needs nothing else: to zoom and search in, with the objects and rules behind each node and line, and
 * with requests that can be followed.
 * @throws Error for a focus or a namespace that nothing in the mesh has
 */
export function htmlOf(mesh: Mesh, options: GraphOptions = {}): string {
  const graph = graphOf(mesh, options);
  const links = Object.fromEntries(linksOf(graph).map(({ id, edges }) => [id, edges.map((edge) => edge.id)]));
  const data = { graph, links, objects: shownObjects(mesh, graph), ...followRequests(mesh, graph) };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Picture of the mesh</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<label>Search <input id="search" type="search" placeholder="name, namespace, kind" autocomplete="off"></label>
<output id="found" for="search"></output>
<label>Follow a request <select id="requests"><option value="">none</option></select></label>
<span class="buttons"><button id="zoom-out" type="button" aria-label="zoom out">−</button><button id="zoom-in" type="button" aria-label="zoom in">+</button><button id="fit" type="button">whole picture</button></span>
</header>
<main>
<div id="picture">${drawn(graph, layoutOf(graph), true)}</div>
<aside id="panel" aria-live="polite"><h2>The mesh</h2>
<p>${escaped(summaryOf(graph))}</p>
<p>Click a node or the text at a line for its rules and objects, or follow a request.</p>
<p>Keys: <kbd>/</kbd> search, <kbd>Enter</kbd> next one found, <kbd>Tab</kbd> next node, <kbd>Enter</kbd> open it, <kbd>+</kbd> <kbd>-</kbd> <kbd>0</kbd> zoom, arrows move, <kbd>Esc</kbd> clear.</p>
</aside>
</main>
<script id="data" type="application/json">${embedded(data)}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}
