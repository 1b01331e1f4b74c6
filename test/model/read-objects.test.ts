import { lineOfField, readObjects } from '../../lib/model';

const LIST = `apiVersion: v1
kind: List
items:
- { apiVersion: v1, kind: ConfigMap, metadata: { name: a } }
- apiVersion: v1
  kind: ConfigMap
  metadata:
    name: b
`;

test('objects of a List have lines of their own', () => {
  const [first, second] = readObjects(LIST, 'mesh.yaml').map(({ source }) => source);
  expect(lineOfField(first!, '')).toBe(4);
  expect(lineOfField(second!, '')).toBe(5);
  expect(lineOfField(second!, 'metadata.name')).toBe(8);
});

test.each([
  ['an end of documents', '---\n...\n'],
  ['comments', '# nothing\n---\n# here'],
])('a document of nothing but %s has no object', (_, text) => {
  expect(readObjects(text, 'mesh.yaml')).toEqual([]);
});

test('a template of Helm is told from YAML', () => {
  expect(() => readObjects('{{- if .Values.on }}\nkind: List\n{{- end }}', 'a.yaml')).toThrow(
    /give what helm template makes of it/,
  );
});
