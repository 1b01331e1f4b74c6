import type { Answered, RequestHeaders, Traffic } from '../simulation';
import { nearNames } from '../simulation/near-names';
import {
  type Shares,
  toBeDelayed,
  toBeDenied,
  toFailWith,
  toReach,
  toReachNothing,
  toRedirectTo,
  type Verdict,
} from './traffic-matchers';

/** Who sends the request of a row. */
type From = { readonly from: string; readonly gateway?: never } | { readonly gateway: string; readonly from?: never };

/** One request and what must become of it. */
export type TrafficRow = From & {
  /** Said in the name of the test. @default the request */
  readonly name?: string;
  /** @default `GET` */
  readonly method?: string;
  readonly url: string;
  readonly headers?: RequestHeaders;
  /** `productpage`, `reviews v2`, or `{ v1: 90, v3: 10 }`. */
  readonly reaches?: string | Shares;
  /** Status. */
  readonly failsWith?: number;
  /** Time, such as `7s`; for all requests. */
  readonly delayedBy?: string;
  readonly redirectsTo?: string;
  readonly denied?: boolean;
  readonly reachesNothing?: boolean;
};

const FIELDS: Readonly<Record<keyof TrafficRow, true>> = {
  from: true,
  gateway: true,
  name: true,
  method: true,
  url: true,
  headers: true,
  reaches: true,
  failsWith: true,
  delayedBy: true,
  redirectsTo: true,
  denied: true,
  reachesNothing: true,
};

/**
 * Tests are often not type checked before they run.
 * @throws Error for a row with an unknown field, without URL, or of whom it is not clear who sends it
 */
function checkRow(row: TrafficRow): void {
  const unknown = Object.keys(row).find((name) => !Object.hasOwn(FIELDS, name));
  if (unknown !== undefined) {
    throw new Error(`row: ${unknown} is no field of it, got ${JSON.stringify(row)}; ${nearNames(unknown, Object.keys(FIELDS))}`);
  }
  if (typeof row.url !== 'string') throw new Error(`row: it has no url, got ${JSON.stringify(row)}; write http://<host>/<path>`);
  if ((row.from === undefined) !== (row.gateway === undefined)) return;
  throw new Error(`row: one sends it, got ${JSON.stringify(row)}; say from, or gateway for one from outside`);
}

function answerOf(traffic: Traffic, { from, gateway, method = 'GET', url, headers = {} }: TrafficRow): Answered {
  const caller = from === undefined ? traffic.throughGateway(gateway as string) : traffic.from(from);
  return caller.ask(method, url, { headers });
}

function verdicts(answered: Answered, row: TrafficRow): Verdict[] {
  const { reaches, failsWith, delayedBy, redirectsTo, denied, reachesNothing } = row;
  return [
    ...(reaches === undefined ? [] : [toReach(answered, reaches)]),
    ...(failsWith === undefined ? [] : [toFailWith(answered, failsWith)]),
    ...(delayedBy === undefined ? [] : [toBeDelayed(answered, { by: delayedBy })]),
    ...(redirectsTo === undefined ? [] : [toRedirectTo(answered, redirectsTo)]),
    ...(denied === undefined ? [] : [expected(toBeDenied(answered), denied)]),
    ...(reachesNothing === undefined ? [] : [expected(toReachNothing(answered), reachesNothing)]),
  ];
}

const expected = (verdict: Verdict, wanted: boolean): Verdict => ({ ...verdict, pass: verdict.pass === wanted });

function nameOf({ name, from, gateway, method = 'GET', url, headers = {} }: TrafficRow): string {
  const with_ = Object.entries(headers).map(([key, value]) => `, ${key}: ${value}`);
  return name ?? `${from ?? `gateway ${gateway}`}: ${method} ${url}${with_.join('')}`;
}

/**
 * One test a row.
 * @throws Error for a row that expects nothing
 */
export function testTraffic(traffic: Traffic, rows: readonly TrafficRow[]): void {
  const { test } = globalThis as unknown as { test: (name: string, run: () => void) => void };
  for (const row of rows) {
    test(nameOf(row), () => {
      checkRow(row);
      const found = verdicts(answerOf(traffic, row), row);
      if (found.length === 0) throw new Error(`the row expects nothing: ${nameOf(row)}; say what it reaches, or how it fails`);
      const failed = found.find(({ pass }) => !pass);
      if (failed !== undefined) throw new Error(failed.message());
    });
  }
}
