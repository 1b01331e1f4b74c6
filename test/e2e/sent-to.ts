import { PORT } from './test-app';
import type { World } from './world';

/** Requests that the client's proxy has sent to a subset of the server. */
export async function sentTo(world: World, subset: string): Promise<number> {
  const { body } = await world.ask('demo/client', 'http://127.0.0.1:15000/clusters');
  const counts = body.matchAll(new RegExp(`^outbound\\|${PORT}\\|${subset}\\|server\\.demo\\..*::rq_total::(\\d+)$`, 'gm'));
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}
