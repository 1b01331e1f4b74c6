export { InvalidProps, type Problem } from './problem';
export { Resource, type ResourceMetadata, type ResourceProps } from './resource';
