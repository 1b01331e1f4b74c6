/** Does a piece of work, and says what it was and how long it took. */
export async function step<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  const start = Date.now();
  const result = await work();
  console.log(`${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
  return result;
}
