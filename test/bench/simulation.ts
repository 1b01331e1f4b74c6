import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Mesh, readObjects } from '../../lib/model';
import { type Request, type RequestHeaders, requestTo, Simulator } from '../../lib/simulation';
import { serviceMesh } from './service-mesh';
import type { Table } from './table';

const REQUESTS = 200_000;
const ROUNDS = 5;

function filesOf(folder: string): Mesh {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return new Mesh(files.flatMap((file) => readObjects(readFileSync(join(folder, file), 'utf8'), file)));
}

const headers = (i: number): RequestHeaders => (i % 3 === 0 ? { 'end-user': 'jason' } : {});

function bookinfoRequest(i: number): Request {
  const callers = ['productpage-v1.bookinfo', 'reviews-v2.bookinfo'];
  const hosts = ['reviews', 'ratings', 'details'];
  return requestTo({ workload: callers[i % 2]! }, `http://${hosts[i % 3]}:9080/${hosts[i % 3]}/${i % 7}`, {
    headers: headers(i),
  });
}

/** Two hundred callers, each to ten services of its namespace: what a large set of tests asks for. */
function largeRequest(i: number): Request {
  const caller = i % 200;
  const called = ((caller % 20) + 20 * (i % 10)) % 2000;
  return requestTo({ workload: `service-${caller}-v1.team-${caller % 20}` }, `http://service-${called}/`, {
    headers: headers(i),
  });
}

/** Seconds of the processor that something takes. */
function seconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function row(name: string, mesh: Mesh, requestOf: (i: number) => Request): string[] {
  const simulator = new Simulator(mesh);
  const requests = Array.from({ length: REQUESTS }, (_, i) => requestOf(i));
  const ask = (some: readonly Request[]) => seconds(() => some.forEach((request) => void simulator.ask(request)));
  const first = ask(requests.slice(0, 2000));
  const rates = Array.from({ length: ROUNDS }, () => REQUESTS / ask(requests)).toSorted((a, b) => a - b);
  const thousands = (rate: number) => `${Math.round(rate / 1000)},000`;
  return [name, `${first.toFixed(2)} s`, `${thousands(rates[2]!)} (${thousands(rates[0]!)} to ${thousands(rates.at(-1)!)})`];
}

/** Requests that the simulator answers in a second. */
export function benchSimulation(): Table[] {
  const large = serviceMesh(2000).map((manifest) => ({ manifest, source: {} }));
  return [
    {
      title: 'Simulated requests',
      about: `${REQUESTS.toLocaleString('en')} requests, ${ROUNDS} rounds, by the time of the processor; the first 2,000 build the tables of their proxies. Aim: 100,000 a second.`,
      head: ['', 'first 2,000', 'requests a second'],
      rows: [
        row('bookinfo', filesOf('dist'), bookinfoRequest),
        row('2,000 services, 200 callers', new Mesh(large), largeRequest),
      ],
    },
  ];
}
