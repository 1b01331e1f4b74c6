import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Answers by method and path, `GET /version`, without the query. A number is a status code. */
export type Answers = Readonly<Record<string, unknown>>;

const folder = mkdtempSync(join(tmpdir(), 'fake-kubectl-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The part of `kubectl proxy` that is asked for; what is deleted is gone, and a dry run answers what it was asked. */
const PROGRAM = `#!${process.execPath}
const { appendFileSync } = require('node:fs');
const answers = require('./answers.json');
appendFileSync(__dirname + '/log', 'kubectl ' + process.argv.slice(2).map((a) => a.replace(/=\\/.*/, '=...')).join(' ') + '\\n');
const socket = process.argv.find((argument) => argument.startsWith('--unix-socket=')).slice('--unix-socket='.length);
require('node:http').createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
    const path = decodeURIComponent(request.url.split('?')[0]);
    if (request.method !== 'GET') appendFileSync(__dirname + '/log', request.method + ' ' + path + '\\n');
    let answer = answers[request.method + ' ' + path];
    if (answer === undefined && request.method === 'PATCH') answer = JSON.parse(Buffer.concat(chunks));
    if (answer === undefined && request.method === 'DELETE' && answers['GET ' + path] !== undefined) {
      delete answers['GET ' + path];
      answer = {};
    }
    if (answer === undefined) answer = { code: 404, message: 'not found' };
    if (typeof answer === 'string') { response.writeHead(502); return response.end(answer); }
    response.writeHead(answer.message === undefined ? 200 : answer.code);
    response.end(JSON.stringify(answer));
  });
}).listen(socket, () => console.log('Starting to serve on ' + socket));
`;

/** What discovery says of some kinds, in the order given. */
export function discovery(
  ...kinds: readonly (readonly [apiVersion: string, kind: string, plural: string, scope: string])[]
): Answers {
  const listOf = (isCore: boolean) => ({
    items: kinds
      .filter(([apiVersion]) => !apiVersion.includes('/') === isCore)
      .map(([apiVersion, kind, resource, scope]) => {
        const [group, version] = isCore ? ['', apiVersion] : apiVersion.split('/');
        const resources = [{ resource, responseKind: { kind }, scope, verbs: ['list', 'delete'] }];
        return { metadata: { name: group }, versions: [{ version, resources }] };
      }),
  });
  return { 'GET /version': {}, 'GET /api': listOf(true), 'GET /apis': listOf(false) };
}

/** A program in the place of kubectl, and what it was asked to do. */
export function fakeKubectl(answers: Answers): { readonly path: string; readonly log: () => string[] } {
  const own = mkdtempSync(join(folder, 'one-'));
  writeFileSync(join(own, 'answers.json'), JSON.stringify(answers));
  writeFileSync(join(own, 'kubectl'), PROGRAM);
  chmodSync(join(own, 'kubectl'), 0o755);
  return { path: join(own, 'kubectl'), log: () => readFileSync(join(own, 'log'), 'utf8').trim().split('\n') };
}
