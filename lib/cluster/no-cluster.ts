/** Thrown where nothing can be said about a cluster, because it cannot be asked. */
export class NoCluster extends Error {
  override readonly name = 'NoCluster';
}
