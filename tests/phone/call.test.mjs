import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureText, offersVideo, peerOf } from '../../cookiecutters/_shared/phone/call.js';

for (const [status, cause, key] of [
  [486, 'Busy', 'busy'],
  [600, 'Busy', 'busy'],
  [404, 'Not Found', 'not_found'],
  [408, 'Unavailable', 'no_answer'],
  [480, 'Unavailable', 'no_answer'],
  [0, 'Request Timeout', 'server_unreachable'],
  [487, 'Canceled', 'no_answer'],
  [603, 'Rejected', 'declined'],
  [403, 'Rejected', 'call_refused'],
  [407, 'Authentication Error', 'call_unauthorised'],
  [488, 'Incompatible SDP', 'incompatible'],
  [0, 'Connection Error', 'server_unreachable'],
  [0, 'RTP Timeout', 'media_lost'],
  [500, 'SIP Failure Code', 'call_failed'],
  [0, '', 'call_failed'],
]) {
  test(`${status} ${cause} is told as ${key}`, () => assert.equal(failureText(status, cause), key));
}

test('a picture is offered by a video line that is not refused', () => {
  assert.ok(offersVideo({ body: 'v=0\r\nm=audio 9 x 0\r\nm=video 9 x 96\r\n' }));
  assert.ok(!offersVideo({ body: 'v=0\r\nm=audio 9 x 0\r\nm=video 0 x 96\r\n' }));
  assert.ok(!offersVideo({}));
});

test('a caller is shown as plain text', () => {
  const rtc = { remote_identity: { display_name: '\u202eBob', uri: { toAor: () => 'sip:bob@example.org' } } };
  assert.deepEqual(peerOf(rtc), { name: 'Bob', address: 'bob@example.org' });
});
