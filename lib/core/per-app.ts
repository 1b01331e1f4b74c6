import type { IConstruct } from 'constructs';

/** A value that exists once in each app, made at first use: how constructs of one program know of each other. */
export class PerApp<T> {
  private readonly values = new WeakMap<IConstruct, T>();

  constructor(private readonly make: (app: IConstruct) => T) {}

  /** The value of the app that the construct is in. */
  of(construct: IConstruct): T {
    const app = construct.node.root;
    if (!this.values.has(app)) this.values.set(app, this.make(app));
    return this.values.get(app) as T;
  }
}
