const WIDTHS: readonly [RegExp, number][] = [
  [/[ijlI.,:;|!'`()[\]/ ]/, 0.37],
  [/[mwMW@%+=<>~→]/, 0.9],
  [/[A-Z]/, 0.7],
];
const OTHERS = 0.62;
/** Scripts whose letters are as wide as they are high. */
const WIDE = /[\u1100-\u{1ffff}]/u;

/** Width of a text in pixels: that of the widest of the fonts that may be there, so that nothing runs over an edge. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const letter of text) width += WIDE.test(letter) ? 1 : (WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? OTHERS);
  return Math.ceil(width * size);
}

/** A text of at most so many letters: what is in the middle of a longer one is left out, since names differ at their ends. */
export function shortened(text: string, most: number): string {
  const letters = [...text];
  if (letters.length <= most) return text;
  const end = Math.floor((most - 1) / 2);
  return `${letters.slice(0, most - 1 - end).join('')}…${letters.slice(letters.length - end).join('')}`;
}
