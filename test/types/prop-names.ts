import type { PropNames } from '../../lib/core/prop-names';

interface Props {
  readonly host: string;
  readonly ports?: readonly number[];
}

export const names: PropNames<Props> = { host: 'required', ports: 'optional list' };

/** One of several shapes: what not all of them have is optional. */
export const ofShapes: PropNames<Props | { readonly host: string; readonly path: string }> = {
  host: 'required',
  ports: 'optional list',
  path: 'optional',
};

// @ts-expect-error a prop is left out
export const tooFew: PropNames<Props> = { host: 'required' };

// @ts-expect-error there is no such prop
export const tooMany: PropNames<Props> = { host: 'required', ports: 'optional list', port: 'optional' };

// @ts-expect-error it is required
export const wrongNeed: PropNames<Props> = { host: 'optional', ports: 'optional list' };

// @ts-expect-error it is a list
export const wrongForm: PropNames<Props> = { host: 'required', ports: 'optional' };
