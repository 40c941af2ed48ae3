import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEAD, examine, TEST_SYMBOLS, type Result, type Typed } from '../../main/web/scanner-test';

const FAST = 5;

function result<Kind extends Result['kind']>(kind: Kind, characters: string, more: Partial<Typed> = {}): Extract<Result, { kind: Kind }> | undefined {
  return examine({ characters, ending: 'Enter', slowestMs: FAST, ...more }).find((each): each is Extract<Result, { kind: Kind }> => each.kind === kind);
}

const symbol = (symbology: string): (typeof TEST_SYMBOLS)[number] => TEST_SYMBOLS.find(each => each.symbology === symbology) ?? assert.fail(symbology);
const gs1 = symbol('GS1_128');

/** As an American scanner's keys arrive on a German keyboard. */
const GERMAN: Record<string, string> = { y: 'z', z: 'y', Y: 'Z', Z: 'Y', '-': 'ß', '=': DEAD, '[': 'ü', ']': '+', ';': 'ö', "'": 'ä', '/': '-', '&': '/' };
const german = (text: string): string => [...text].map(each => GERMAN[each] ?? each).join('');

test('a scanner that is set up well is in order with each symbol', () => {
  for (const each of TEST_SYMBOLS) {
    const results = examine({ characters: each.identifier + each.content, ending: 'Enter', slowestMs: FAST });
    assert.deepEqual(results[0], { kind: 'SYMBOL', symbol: each });
    for (const one of results.slice(1)) {
      assert.ok(one.kind === 'ENDING' ? one.ending === 'Enter' : 'state' in one && one.state === 'RIGHT', JSON.stringify(one));
    }
  }
});

test('an identifier that is missing or another is told', () => {
  assert.equal(result('IDENTIFIER', gs1.content)?.state, 'MISSING');
  assert.deepEqual(result('IDENTIFIER', `A${gs1.content}`), { kind: 'IDENTIFIER', state: 'OTHER', before: 'A' });
});

test('a separator that is lost, or is another sign, is told', () => {
  assert.equal(result('SEPARATOR', ']C1' + gs1.content.replace('\u001d', ''))?.state, 'LOST');
  assert.equal(result('IDENTIFIER', ']C1' + gs1.content.replace('\u001d', ''))?.state, 'RIGHT');
  assert.deepEqual(result('SEPARATOR', ']C1' + gs1.content.replace('\u001d', '|')), { kind: 'SEPARATOR', state: 'OTHER', found: '|' });
});

test('a German keyboard is known by what it swaps', () => {
  const code = symbol('CODE_128');
  const keyboard = result('KEYBOARD', german(code.identifier + code.content));
  assert.equal(keyboard?.state, 'OTHER');
  assert.equal(keyboard?.layout, 'GERMAN');
  assert.deepEqual(keyboard?.swaps.find(swap => swap.meant === 'y'), { meant: 'y', came: 'z' });
  assert.deepEqual(keyboard?.swaps.find(swap => swap.meant === ';'), { meant: ';', came: 'ö' });
  assert.equal(result('IDENTIFIER', german(code.identifier + code.content))?.state, 'RIGHT');
  assert.equal(result('KEYBOARD', german(gs1.identifier + gs1.content).replace('\u001d', ''))?.layout, 'GERMAN');
  assert.equal(result('SEPARATOR', german(gs1.identifier + gs1.content).replace('\u001d', ''))?.state, 'LOST');
});

test('Caps Lock is told', () => {
  const code = symbol('CODE_128');
  assert.equal(result('KEYBOARD', code.identifier + '=yz-YZ&/;\'[')?.state, 'CAPS');
});

test('how a scan ends and how fast it comes is told', () => {
  assert.equal(result('ENDING', gs1.content, { ending: 'NONE' })?.ending, 'NONE');
  assert.equal(result('SPEED', gs1.content, { slowestMs: 120 })?.state, 'SLOW');
});

test('what is none of the symbols is told as such', () => {
  assert.equal(result('SYMBOL', 'BOX-00017')?.symbol, undefined);
  assert.equal(result('KEYBOARD', 'BOX-00017'), undefined);
});
