import { readdirSync, readFileSync } from 'node:fs';
import '../../lib/jest';
import { Mesh, readObjects } from '../../lib/model';
import { Traffic } from '../../lib/simulation';

const files = readdirSync('dist').filter((file) => file.endsWith('.yaml'));
const mesh = new Mesh(files.flatMap((file) => readObjects(readFileSync(`dist/${file}`, 'utf8'), file)));
const traffic = new Traffic(mesh);

test('jason sees the new reviews, late', () => {
  expect(traffic.from('productpage').get('http://reviews:9080/', { 'end-user': 'jason' })).toReach('reviews', 'v2');
  expect(traffic.from('reviews-v2').get('http://ratings:9080/', { 'end-user': 'jason' })).toBeDelayed({ by: '7s' });
  expect(traffic.from('productpage').get('http://reviews:9080/')).toReach('reviews', 'v1');
});
