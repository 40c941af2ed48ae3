import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translated } from '../../../../capture/src/main/web/sentences';
import { sentences } from '../../main/web/messages/sentences-de';

test('a sentence is told in German with what it is about', () => {
  assert.equal(translated('courier-polaris released this unit while site-lindenhof held it.', sentences), 'courier-polaris gab diese Einheit ab, während site-lindenhof sie hatte.');
  assert.equal(
    translated('Shipper BOX-1: Too warm from 2026-11-20T10:00:00Z, at most 3.5 °C away at 11.5 °C, PT1H to PT1H20M.', sentences),
    'Behälter BOX-1: Zu warm ab 2026-11-20T10:00:00Z, höchstens 3.5 °C daneben bei 11.5 °C, PT1H bis PT1H20M.',
  );
  assert.equal(
    translated('Shipper TAG-1: Its battery had down to 12 % left from 2026-11-20T10:00:00Z, 20 % are demanded.', sentences),
    'Behälter TAG-1: Seine Batterie hatte ab 2026-11-20T10:00:00Z nur noch 12 %, verlangt sind 20 %.',
  );
  assert.equal(translated('The seal was broken when courier-polaris took the shipper.', sentences), 'Das Siegel war gebrochen, als courier-polaris den Behälter übernahm.');
});

test('what is not known is left as it is', () => {
  assert.equal(translated('A key was stolen.', sentences), undefined);
  assert.equal(translated('A key was stolen. (3 events)', sentences), 'A key was stolen. (3 Ereignisse)');
});

test('no pattern takes what another says better', () => {
  for (const [english, german] of Object.entries(sentences)) {
    const values = ['12', '34', '56', '78', '90', '11'];
    let place = 0;
    const sentence = english.replace(/%%|%[sdc]/g, form => (form === '%%' ? '%' : (values[place++] ?? '0')));
    assert.equal(translated(sentence, sentences), german.replace(/\{(\d+)\}/g, (_, at: string) => values[Number(at) - 1] ?? ''), english);
  }
});
