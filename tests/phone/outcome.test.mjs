import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureNotice } from '../../cookiecutters/_shared/phone/outcome.js';

const RTC = { direction: 'incoming', remote_identity: { display_name: 'Bob', uri: { toAor: () => 'sip:bob@example.org' } } };

/** What is told of an incoming call that was cancelled with these headers Reason. */
function cancelled(...reasons) {
  const message = { getHeaders: (name) => (name === 'reason' ? reasons : []) };
  return failureNotice(RTC, { originator: 'remote', message, cause: 'Canceled' }).key;
}

for (const [reason, key] of [
  ['SIP;cause=200;text="Call completed elsewhere"', 'other_device'],
  ['SIP ;cause=200 ;text="Call completed elsewhere"', 'other_device'],
  ['sip; text="Elsewhere"; cause=200', 'other_device'],
  ['SIP;cause=603;text="Decline"', 'other_device'],
  ['SIP;cause=600', 'other_device'],
  ['Q.850;cause=16, SIP;cause=200', 'other_device'],
  ['SIP;cause=487;text="ORIGINATOR_CANCEL"', 'missed'],
  ['SIP;cause=480', 'missed'],
  ['SIP;cause=2000', 'missed'],
  ['Q.850;cause=200', 'missed'],
  ['SIP, Q.850;cause=200', 'missed'],
  ['', 'missed'],
]) {
  test(`a call cancelled for "${reason}" is told as ${key}`, () => assert.equal(cancelled(reason), key));
}

test('a call may be cancelled for several reasons, or none', () => {
  assert.equal(cancelled('Q.850;cause=26', 'SIP;cause=200'), 'other_device');
  assert.equal(cancelled(), 'missed');
});

test('a call that nobody cancelled was missed', () => {
  assert.equal(failureNotice(RTC, { originator: 'local', message: null, cause: 'No Answer' }).key, 'missed');
});
