import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayBeUntold } from '../../main/web/stated';

test('a journey that is not told may still be at hand only while nothing or not all was told', () => {
  assert.equal(mayBeUntold(undefined), true);
  assert.equal(mayBeUntold({ incomplete: true }), true);
  assert.equal(mayBeUntold({ incomplete: false }), false);
  assert.equal(mayBeUntold({}), false);
});
