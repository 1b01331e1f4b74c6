import { append } from '../core/grouped';
import type { Aspect } from './aspect';
import type { Called } from './called';
import type { ShortNames } from './names';

/** How many names a sentence has at most. */
const MOST_NAMES = 6;

export function listOfNames(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES);
  const more = names.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const CUT_OFF = 'are cut off';

/** What a sentence is made of. */
export interface Said {
  /** `<name>.<namespace>` */
  readonly callers: readonly string[];
  readonly isFromOutside: boolean;
  readonly areAllCallers: boolean;
  readonly called: readonly Called[];
  readonly when: string;
  readonly aspects: readonly Aspect[];
}

/** Makes sentences of changes. */
export class Sentences {
  /**
   * @param callable everything that can be called, so that a port is named where there are others
   * @param workloads all callers of a namespace, by namespace
   */
  constructor(
    private readonly names: ShortNames,
    private readonly callable: readonly Called[],
    private readonly workloads: ReadonlyMap<string, readonly string[]>,
  ) {}

  callers(callers: readonly string[]): string {
    const left = new Set(callers);
    const whole = [...this.workloads].filter(([, all]) => all.length > 1 && all.every((one) => left.has(one)));
    for (const [, all] of whole) for (const one of all) left.delete(one);
    const named = [...left].map((one) => {
      const dot = one.lastIndexOf('.');
      return this.names.placed(one.slice(0, dot), one.slice(dot + 1));
    });
    return listOfNames([...whole.map(([namespace]) => `${namespace}/*`), ...named]);
  }

  #hosts(called: readonly Called[]): string {
    const byHost = new Map<string, Called[]>();
    for (const one of called) append(byHost, one.host, one);
    const names = [...byHost].map(([host, ofHost]) => {
      const name = host === '*' ? 'other hosts' : this.names.host(host);
      const others = this.callable.filter((one) => one.host === host);
      if (ofHost.length === others.length || host === '*') return name;
      const isByPort = new Set(others.map(({ port }) => port)).size > 1;
      const ports = [...new Set(ofHost.map(({ port }) => port))].join(' and ');
      const schemes = new Set(ofHost.map(({ scheme }) => scheme));
      const isByScheme = others.some(({ port, scheme }) => !schemes.has(scheme) && ofHost.some((one) => one.port === port));
      return `${name}${isByPort ? `:${ports}` : ''}${isByScheme ? ` by ${[...schemes].join(' and ').toUpperCase()}` : ''}`;
    });
    return listOfNames(names);
  }

  sentence({ callers, isFromOutside, areAllCallers, called, when, aspects }: Said): string {
    const hosts = this.#hosts(called);
    const [first] = aspects;
    const what = called.every(({ scheme }) => scheme === 'tcp' || scheme === 'tls') ? 'connections' : 'requests';
    if (!isFromOutside && aspects.length === 1 && first?.aspect === 'fate' && when === '') {
      const who = areAllCallers ? 'all workloads' : this.callers(callers);
      if (first.after === 'are denied') return `${who} may no longer call ${hosts}`;
      if (first.after === CUT_OFF) return `${who} may no longer call ${hosts}: ${what} are cut off`;
      if (first.before === 'are denied' || first.before === CUT_OFF)
        return `${who} may now call ${hosts}: ${what} ${first.after}`;
    }
    const subject = isFromOutside
      ? `${hosts} through gateway ${this.callers(callers)}`
      : areAllCallers
        ? hosts
        : `${this.callers(callers)} -> ${hosts}`;
    const which = when === '' ? what : `${what} ${when}`;
    const faults = aspects.filter(({ aspect }) => aspect === 'fault').map(({ text }) => text);
    const others = aspects.filter(({ aspect }) => aspect !== 'fault').map(({ text }) => text);
    if (others.length === 0) return `${subject}: ${when === '' ? '' : `of ${which} `}${faults.join('; ')}`;
    return `${subject}: ${which} ${[...others, ...faults].join('; ')}`;
  }
}
