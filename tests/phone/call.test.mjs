import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { Call } from '../../cookiecutters/_shared/phone/call.js';
import { offersVideo, peerOf } from '../../cookiecutters/_shared/phone/invite.js';
import { failureText } from '../../cookiecutters/_shared/phone/outcome.js';

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

/** Stands in for JsSIP's session of a call that is going on. */
class Established extends EventEmitter {
  direction = 'incoming';
  connection = { getSenders: () => this.senders };
  senders = [];
  over = false;
  asked = [];
  isEnded() {
    return this.over;
  }
  isEstablished() {
    return true;
  }
  terminate(options) {
    this.asked.push(options);
    this.over = true;
    this.emit('ended', { cause: options.cause });
  }
  sendDTMF(tone) {
    this.dtmf = Object.assign(new EventEmitter(), { tone });
    this.emit('newDTMF', { originator: 'local', dtmf: this.dtmf });
  }
}

/** A call that is going on, its session, and what it has told. */
function talking() {
  const told = [];
  const call = new Call({
    dispatch: (action) => told.push(action),
    remote: () => {},
    over: ({ key }) => told.push(key),
  });
  const rtc = new Established();
  call.adopt(rtc);
  return { call, rtc, told };
}

/** The peer connection of a call, which has come to a state. */
function connectionOf(rtc) {
  globalThis.MediaStream ??= class {};
  const connection = new EventTarget();
  rtc.emit('peerconnection', { peerconnection: connection });
  return (state) => {
    connection.connectionState = state;
    connection.dispatchEvent(new Event('connectionstatechange'));
  };
}

test('a call whose connection has failed is over, and told as lost', () => {
  const { rtc, told } = talking();
  const comesTo = connectionOf(rtc);
  comesTo('disconnected');
  assert.deepEqual(told, []);
  comesTo('failed');
  comesTo('failed');
  assert.deepEqual(told, ['media_lost']);
  assert.deepEqual(rtc.asked, [{ cause: 'RTP Timeout', status_code: 408, reason_phrase: 'RTP Timeout' }]);
});

test('a digit in the media shows at once', () => {
  const { call, rtc, told } = talking();
  rtc.senders = [{ dtmf: { canInsertDTMF: true } }];
  rtc.sendDTMF = () => {};
  call.sendTone('5', 'auto', true);
  assert.deepEqual(told, [{ type: 'call-tone', tone: '5' }]);
});

test('a digit by INFO shows when the far end has taken it', () => {
  const { call, rtc, told } = talking();
  call.sendTone('5', 'info', true);
  assert.deepEqual(told, []);
  rtc.dtmf.emit('succeeded', {});
  assert.deepEqual(told, [{ type: 'call-tone', tone: '5' }]);
});

test('a digit by INFO that the far end refuses does not show', () => {
  const { call, rtc, told } = talking();
  call.sendTone('5', 'info', true);
  rtc.dtmf.emit('failed', {});
  assert.deepEqual(told, []);
});

test('a digit that the other party sends does not show', () => {
  const { rtc, told } = talking();
  const dtmf = Object.assign(new EventEmitter(), { tone: '7' });
  rtc.emit('newDTMF', { originator: 'remote', dtmf });
  dtmf.emit('succeeded', {});
  assert.deepEqual(told, []);
});
