export { type SnapshotOptions, type SnapshotSelection, type SnapshotSource, snapshotOf } from './snapshot';
