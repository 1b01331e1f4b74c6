import { type Finding, type Level, messageOf } from '../finding';
import { placeOf } from '../place';
import type { Rule } from '../rule';

const LEVELS: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', info: 'note' };

function descriptor(code: string, rules: readonly Rule[]) {
  const [rule] = rules.filter((one) => one.code === code);
  if (rule === undefined) return { id: code };
  return {
    id: code,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.explanation },
    help: { text: rule.fix },
    defaultConfiguration: { level: LEVELS[rule.level] },
  };
}

function result(finding: Finding, codes: readonly string[]) {
  const { code, level, fix, object } = finding;
  const { file, line, construct } = placeOf(finding);
  const fullyQualifiedName = `${object.kind}/${object.namespace}/${object.name}`;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[level],
    message: { text: `${messageOf(finding)}; ${fix}` },
    locations: [
      {
        ...(file === undefined
          ? {}
          : {
              physicalLocation: {
                artifactLocation: { uri: encodeURI(file.replaceAll('\\', '/')) },
                region: { startLine: line ?? 1 },
              },
            }),
        logicalLocations: [{ fullyQualifiedName, name: construct ?? object.name, kind: 'resource' }],
      },
    ],
  };
}

/** Findings as a log of SARIF 2.1.0, which code scanning of GitHub and others read. */
export function sarifOf(findings: readonly Finding[], rules: readonly Rule[]): object {
  const codes = [...new Set(findings.map(({ code }) => code))];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cdk8s-istio', rules: codes.map((code) => descriptor(code, rules)) } },
        results: findings.map((finding) => result(finding, codes)),
      },
    ],
  };
}
