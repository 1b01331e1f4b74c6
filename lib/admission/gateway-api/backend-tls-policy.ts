import type {
  BackendTlsPolicySpec,
  BackendTlsPolicySpecValidation,
  BackendTlsPolicySpecValidationSubjectAltNames,
} from '../../../imports/gateway.networking.k8s.io';
import type { Problem } from '../../core/problem';
import type { Wire } from '../../core/wire';
import { parentRefsProblems } from './parent-refs';

function subjectAltNameProblems(field: string, name: Wire<BackendTlsPolicySpecValidationSubjectAltNames>): Problem[] {
  return Object.entries({ Hostname: 'hostname', URI: 'uri' } as const).flatMap(([type, key]) => {
    const isSet = (name[key] ?? '') !== '';
    if (isSet === (name.type === type)) return [];
    const problem = isSet ? `does not belong to type ${name.type}` : `is missing for type ${type}`;
    return [{ field: `${field}.${key}`, problem, got: name[key], fix: `give ${key} and type ${type} together` }];
  });
}

function validationProblems(validation: Wire<BackendTlsPolicySpecValidation>): Problem[] {
  const { caCertificateRefs = [], wellKnownCACertificates = '', subjectAltNames = [] } = validation;
  const hasRefs = caCertificateRefs.length > 0;
  const hasWellKnown = wellKnownCACertificates !== '';
  const fix = "give caCertificateRefs, or wellKnownCACertificates: 'System'";
  const field = 'validation';
  return [
    ...(hasRefs && hasWellKnown
      ? [
          {
            field: `${field}.wellKnownCACertificates`,
            problem: 'stands beside caCertificateRefs',
            got: wellKnownCACertificates,
            fix,
          },
        ]
      : []),
    ...(hasRefs || hasWellKnown ? [] : [{ field, problem: 'names no authority', got: validation, fix }]),
    ...subjectAltNames.flatMap((name, i) => subjectAltNameProblems(`${field}.subjectAltNames[${i}]`, name)),
  ];
}

/** What the cluster refuses in the spec of a BackendTLSPolicy, beyond its schema. */
export function backendTlsPolicyProblems({ targetRefs, validation }: Wire<BackendTlsPolicySpec>): Problem[] {
  return [...parentRefsProblems('targetRefs', targetRefs), ...validationProblems(validation)];
}
