/** Whether a text is one that a policy means. */
export type TextPattern = (text: string) => boolean;

/** What a policy writes for texts: `*` for any that is not empty, `*x` for an end, `x*` for a beginning, else the whole text. */
export function textPattern(pattern: string): TextPattern {
  if (pattern === '*') return (text) => text !== '';
  return wildcardPattern(pattern);
}

/** As `textPattern`, but `*` is also for the empty text: whether there is one at all. */
export function presencePattern(pattern: string): TextPattern {
  return pattern === '*' ? () => true : wildcardPattern(pattern);
}

/** As `presencePattern`, whatever the size of the letters. */
export function hostPattern(pattern: string): TextPattern {
  const matches = presencePattern(pattern.toLowerCase());
  return (host) => matches(host.toLowerCase());
}

function wildcardPattern(pattern: string): TextPattern {
  if (pattern.startsWith('*')) {
    const end = pattern.slice(1);
    return (text) => text.endsWith(end);
  }
  if (pattern.endsWith('*')) {
    const start = pattern.slice(0, -1);
    return (text) => text.startsWith(start);
  }
  return (text) => text === pattern;
}

/** A text in which every `*` stands for any number of characters of a kind; all other characters for themselves. */
export function globExpression(glob: string, any: string): string {
  return glob
    .split('*')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join(any);
}
