import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterMissed, afterPhoto, inTurn, type Turn } from '../../main/web/turns';

const scan = (id: string, coi?: string, photoTries = 0): Turn => ({ id, body: JSON.stringify({ coi }), photoTries });
const order = (...scans: Turn[]): string => inTurn(scans).map(each => each.id).join(' ');

test('scans are sent in their order', () => {
  assert.equal(order(scan('1', 'A'), scan('2', 'B'), scan('3'), scan('4', 'A')), '1 2 3 4');
});

test('a scan whose photo could not be sent lets other chains go first, and what follows in its own stays behind it', () => {
  assert.equal(order(scan('1', 'A'), scan('2', 'A', 1), scan('3', 'B'), scan('4', 'A'), scan('5')), '1 3 5 2 4');
});

test('a photo that the service cannot take, and one that gets no answer, are tried five times', () => {
  for (const status of [undefined, 408, 503]) {
    assert.deepEqual([1, 4, 5].map(tries => afterPhoto(status, tries)), ['AGAIN', 'AGAIN', 'WITHOUT']);
  }
});

test('a photo that is refused is not tried again, and one without its person waits for them', () => {
  assert.equal(afterPhoto(413, 1), 'WITHOUT');
  assert.equal(afterPhoto(401, 9), 'SIGN_IN');
});

test('a photo that the service has lost is sent once more, and then what was said is sent without it', () => {
  const photo = {};
  assert.equal(afterMissed({ photo }), 'AGAIN');
  assert.equal(afterMissed({ photo, photoMissed: true }), 'WITHOUT');
});

test('what may be on the log with its photo, or whose photo is gone here too, is never said otherwise under the same id', () => {
  assert.equal(afterMissed({ photo: {}, unanswered: true }), 'AGAIN');
  assert.equal(afterMissed({ photo: {}, unanswered: true, photoMissed: true }), 'REFUSED');
  assert.equal(afterMissed({}), 'REFUSED');
});
