import type { Construct } from 'constructs';
import { PerApp } from '../core/per-app';
import { describeProblem, type Problem } from '../core/problem';
import { revisionLabel } from './labels';
import type { IstiodValues } from './values';

/** A name that one construct answers to: pods and namespaces that ask for it get its sidecars. */
interface Answer {
  readonly name: string;
  readonly field: string;
  readonly construct: Construct;
}

const answers = new PerApp((): Answer[] => []);

function problemsOf(construct: Construct): Problem[] {
  const known = answers.of(construct);
  return known.flatMap(({ name, field, construct: owner }, i) => {
    const first = known.findIndex((other) => other.name === name);
    if (owner !== construct || first === i) return [];
    const path = known[first]!.construct.node.path;
    const problem =
      name === 'default'
        ? `makes a second default revision besides ${path}, so pods would be injected twice`
        : `is a revision or tag of ${path} as well, so pods would be injected twice`;
    return [{ field, problem, got: name, fix: 'use another name, or take this one from the other' }];
  });
}

/** Marks the construct as one that answers to these names; the app refuses two that answer to one. */
export function answerTo(construct: Construct, names: readonly Omit<Answer, 'construct'>[]): void {
  answers.of(construct).push(...names.map((name) => ({ ...name, construct })));
  construct.node.addValidation({ validate: () => problemsOf(construct).map(describeProblem) });
}

/** The names under which the webhooks of a control plane are asked for. */
export function answersOf({ revision, revisionTags, global }: IstiodValues): Omit<Answer, 'construct'>[] {
  if (global.operatorManageWebhooks || global.resourceScope === 'namespace') return [];
  return [
    { name: revisionLabel(revision), field: 'revision' },
    ...revisionTags.map((name, i) => ({ name, field: `revisionTags[${i}]` })),
  ];
}
