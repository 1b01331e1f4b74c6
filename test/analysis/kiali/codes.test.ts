import { RULES } from '../../../lib/analysis';

/** Codes of Kiali, by the part of the mesh that they are about. */
const KIALI: readonly string[] = [
  ...['0002', '0003', '0004', '0005'],
  ...['0101', '0102', '0104', '0105', '0106', '0108', '0109', '0110'],
  ...['0201', '0202', '0203', '0204', '0205', '0206', '0207', '0208', '0209', '0210', '0211', '0212'],
  ...['0301', '0302', '0401', '0501', '0505', '0506', '0601', '0602', '0701', '1004', '1006', '1007'],
  ...[
    '1101',
    '1102',
    '1104',
    '1105',
    '1106',
    '1107',
    '1108',
    '1109',
    '1110',
    '1111',
    '1112',
    '1113',
    '1114',
    '1115',
    '1116',
    '1117',
  ],
  ...['1211', '1212', '1301', '1311', '1312', '1313', '1314', '1315', '1316', '1317'],
  ...['1401', '1402', '1501', '1502', '1503', '1601', '1701', '1702'],
].map((number) => `KIA${number}`);

/** Codes that no rule has, with the reason. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  KIA1301: 'Kiali has it turned off unless it is asked for: a workload without AuthorizationPolicy is no mistake by itself',
};

test('each code of Kiali is that of a rule, is named by one, or is left out for a reason', () => {
  const known = new Set(RULES.flatMap(({ code, kiali = [] }) => [code, ...kiali]));
  expect(KIALI.filter((code) => !known.has(code))).toEqual(Object.keys(LEFT_OUT));
});

test('a rule has a code that is known here', () => {
  const named = RULES.flatMap(({ code, kiali = [] }) => [code, ...kiali]).filter((code) => code.startsWith('KIA'));
  expect(named.filter((code) => !KIALI.includes(code))).toEqual([]);
});
