import type { MeshReport } from '../compare-meshes';
import { type Section, sectionsOf, summaryOf } from './sections';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);

const STYLE = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
li { margin: .35rem 0; overflow-wrap: anywhere; }
li li { font-family: ui-monospace, monospace; font-size: .85rem; }
figure { margin: 1.5rem 0; overflow-x: auto; }
summary { cursor: pointer; }
`;

function sectionHtml({ title, name, lines }: Section): string {
  const items = lines.map(({ text, details }) => {
    const more = details.map((one) => `<li>${escaped(one)}</li>`).join('');
    if (details.length === 0) return `<li>${escaped(text)}</li>`;
    if (name !== 'objects') return `<li>${escaped(text)}<ul>${more}</ul></li>`;
    return `<li><details><summary>${escaped(text)}</summary><ul>${more}</ul></details></li>`;
  });
  return `<section id="${name}"><h2>${escaped(title)}</h2><ul>${items.join('\n')}</ul></section>`;
}

/** What a page has beside the lists. */
export interface HtmlOptions {
  /** A picture of the mesh as SVG, with what changes marked. @default none */
  readonly picture?: string;
}

/** A report as one page that needs nothing else. */
export function htmlOfReport(report: MeshReport, { picture }: HtmlOptions = {}): string {
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>What changes in the mesh</title><style>${STYLE}</style></head><body><main>`,
    `<h1>What changes in the mesh</h1><p>${escaped(summaryOf(report))}</p>`,
    ...(picture === undefined ? [] : [`<figure>${picture}</figure>`]),
    ...sectionsOf(report).map(sectionHtml),
    '</main></body></html>',
  ].join('\n');
}
