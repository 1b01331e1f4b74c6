import { type NoFindingsOptions, toHaveNoFindings } from './no-findings';

export type { NoFindingsOptions };

declare global {
  // biome-ignore lint/style/noNamespace: the way to add matchers to the types of jest
  namespace jest {
    interface Matchers<R> {
      /** Fails when the analyzer finds something in an App, a Chart or a Mesh. */
      toHaveNoFindings(options?: NoFindingsOptions): R;
    }
  }
}

/** Matchers for meshes, for `expect.extend`. `import 'cdk8s-istio/jest'` adds them where jest runs. */
export const matchers = { toHaveNoFindings };

const { expect } = globalThis as { expect?: { extend(matchers: object): void } };
expect?.extend(matchers);
