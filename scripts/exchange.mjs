// node scripts/exchange.mjs <new folder> <folder> <where the old one goes>: puts a folder in the place of another. A process of its own,
// since a signal that ends synth, or all that runs on its terminal, must not fall between the two renames.
import { existsSync, renameSync } from 'node:fs';

const [next, place, previous] = process.argv.slice(2);
const had = existsSync(place);
if (had) renameSync(place, previous);
try {
  renameSync(next, place);
} catch (error) {
  if (had) renameSync(previous, place);
  throw error;
}
