import { construct } from './parity/admission/constructs';
import { KINDS } from './parity/admission/kinds';
import { makeObject } from './parity/admission/objects';
import { judgeObjects } from './parity/oracle';
const n = Number(process.env.N ?? 300);
for (const kind of KINDS) {
  const objects = Array.from({ length: n }, (_, i) => makeObject(kind, 77_000_000 + i));
  const real = judgeObjects(objects);
  const made = objects.map(construct);
  const emitted = made.flatMap((m, i) => (m && 'manifest' in m ? [{ i, manifest: m.manifest }] : []));
  const again = judgeObjects(emitted.map(({ manifest }) => manifest));
  let bad = 0, refusedGood = 0, crashes = 0;
  const seen = new Map<string, string>();
  again.forEach((v, k) => { if (v.crd || v.webhook) { bad++; seen.set('OUT ' + (v.crd || v.webhook).replace(/"[^"]*"|\d+/g, ''), JSON.stringify(emitted[k]!.manifest).slice(0, 600) + '\n     ' + v.crd + v.webhook); } });
  made.forEach((m, i) => {
    if (!m || !('refusal' in m)) return;
    const crash = /^(TypeError|RangeError)/.test(m.refusal);
    if (crash) { crashes++; if (process.env.CRASH) seen.set('CRASH ' + m.refusal.split('\n').slice(0, 3).join('').replace(/\d+/g, ''), JSON.stringify(objects[i]).slice(0, 300) + '\n' + m.refusal.split('\n').slice(0, 5).join('\n')); }
    if (real[i]!.crd === '' && real[i]!.webhook === '') { refusedGood++; const msg = m.refusal.split('\n').filter((l) => !/^\s+at /.test(l)).join('\n'); seen.set('REF ' + msg.replace(/"[^"]*"|\d+|\[[^\]]*\]/g, '').slice(0, 300), JSON.stringify(objects[i]).slice(0, 500) + '\n     ' + (crash ? m.refusal.split('\n').slice(0, 4).join('\n') : msg.slice(0, 400))); }
  });
  console.log(`${kind.kind}: ${n}, emitted ${emitted.length}, emitted but refused ${bad}, refused though good ${refusedGood}, crashes ${crashes}`);
  for (const [k, v] of [...seen].slice(0, Number(process.env.SHOW ?? 6))) console.log(' ', k.slice(0, 160), '\n    ', v);
}
