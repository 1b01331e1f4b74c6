import { spawnSync } from 'node:child_process';

jest.setTimeout(60_000); // each of them starts a process

function run(...options: string[]) {
  return spawnSync(process.execPath, ['bin/cdk8s-istio.js', 'route', ...options], { encoding: 'utf8' });
}

test('JSON has every field', () => {
  const { stdout, status } = run(
    'dist',
    '--from',
    'reviews-v2.bookinfo',
    '-H',
    'end-user: jason',
    '--output',
    'json',
    'http://ratings:9080/',
  );
  expect(status).toBe(0);
  const outcome = JSON.parse(stdout) as Record<string, unknown>;
  expect(outcome).toMatchObject({
    outcome: 'route',
    destinations: [
      { service: 'ratings.bookinfo.svc.cluster.local', namespace: 'bookinfo', subset: 'v1', port: 9080, weight: 100 },
    ],
    faults: [{ type: 'delay', delayMs: 7000, percentage: 100 }],
    headers: { 'end-user': 'jason' },
    redirect: null,
    timeoutMs: null,
    ambiguous: false,
  });
  const fields = [
    'outcome',
    'destinations',
    'status',
    'path',
    'authority',
    'headers',
    'responseHeaders',
    'body',
    'redirect',
    'faults',
  ];
  const others = ['timeoutMs', 'retries', 'mirrors', 'flags', 'endpoints', 'ambiguous', 'why'];
  expect(Object.keys(outcome)).toEqual(expect.arrayContaining([...fields, ...others]));
});

test('a header that is given twice has both values', () => {
  const { stdout } = run(
    'dist',
    '--from',
    'productpage.bookinfo',
    '-H',
    'x: 1',
    '-H',
    'x: 2',
    '--output',
    'json',
    'http://reviews:9080/',
  );
  expect((JSON.parse(stdout) as { headers: object }).headers).toMatchObject({ x: expect.stringMatching(/1.*2/) });
});

test.each([
  ['nobody calls', ['http://reviews:9080/'], 'say who sends the request'],
  ['two call', ['--from', 'a', '--gateway', 'b', 'http://reviews:9080/'], 'say who sends the request'],
  ['the caller does not exist', ['--from', 'prodctpage', 'http://reviews:9080/'], 'did you mean productpage-v1'],
  ['the service does not exist', ['--from', 'productpage', 'http://reviws.bookinfo.svc.cluster.local:9080/'], 'reviews.bookinfo'],
  ['the URL is none', ['--from', 'productpage', 'gopher://reviews'], 'the URL is not one that can be asked for'],
  ['a header is none', ['--from', 'productpage', '-H', 'jason', 'http://reviews:9080/'], '--header: is no header, got "jason"'],
  ['a folder is none', ['nowhere', '--from', 'productpage', 'http://reviews:9080/'], 'nowhere: does not exist'],
])('fails where %s', (_, options, message) => {
  const { status, stdout, stderr } = run(...options);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain(message);
});
