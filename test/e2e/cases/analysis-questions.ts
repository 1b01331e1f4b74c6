import { equal } from 'node:assert/strict';
import type { Answer } from '../../mesh/app/question';
import { echo, type World } from '../world';

export const CLIENT = 'demo/client';

export const SERVER = 'http://server:8080';

/** The second Service of the server. */
export const FRONT = 'http://front:8090/';

export const ask = (world: World, url = `${SERVER}/`) => world.ask(CLIENT, url);

/** The rules let a request fail at the proxy that sends it. */
export const leadsNowhere =
  (url = `${SERVER}/`) =>
  async (world: World) =>
    equal((await ask(world, url)).status, 503);

export const appOf = (given: Answer) => (given.status === 200 ? echo(given).app : undefined);
