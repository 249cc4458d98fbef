import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { mock, test } from 'node:test';
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

const HOW = (dtmf) => ({ dtmf, tone_duration: 160 });

/** Stands in for JsSIP's session of a call that is going on. */
class Established extends EventEmitter {
  direction = 'incoming';
  connection = { getSenders: () => this.senders };
  remote_identity = { display_name: 'Bob', uri: { toAor: () => 'sip:bob@example.org' } };
  senders = [];
  over = false;
  established = true;
  asked = [];
  isEnded() {
    return this.over;
  }
  isEstablished() {
    return this.established;
  }
  terminate(options) {
    this.asked.push(options);
    this.over = true;
    this.emit(this.established ? 'ended' : 'failed', { originator: 'local', cause: options.cause ?? 'Canceled' });
  }
  sendDTMF(tone, options) {
    this.sent = options;
    this.dtmf = Object.assign(new EventEmitter(), { tone });
    this.emit('newDTMF', { originator: 'local', dtmf: this.dtmf });
  }
}

/** A call that is going on, its session, and what it has told. */
function talking({ relayOnly = false, server = { connected: true, iceServers: [] } } = {}) {
  const told = [];
  const call = new Call({
    dispatch: (action) => told.push(action),
    remote: () => {},
    over: ({ key }) => told.push(key),
    referred: () => told.push('referred'),
  }, server, relayOnly);
  const rtc = new Established();
  call.adopt(rtc);
  return { call, rtc, told, server };
}

/** The peer connection of a call, which has come to a state. */
function connectionOf(rtc, senders = []) {
  globalThis.MediaStream ??= class {};
  const connection = Object.assign(new EventTarget(), { getSenders: () => senders });
  rtc.emit('peerconnection', { peerconnection: connection });
  return (state, ice = state) => {
    connection.connectionState = state;
    connection.iceConnectionState = ice;
    connection.dispatchEvent(new Event('connectionstatechange'));
  };
}

test('a call whose other end is gone while the way to it is open is over, and told as lost', () => {
  const { rtc, told } = talking();
  const comesTo = connectionOf(rtc);
  comesTo('failed', 'connected');
  comesTo('failed', 'connected');
  assert.deepEqual(told, ['media_lost']);
  assert.deepEqual(rtc.asked, [{ cause: 'RTP Timeout', status_code: 408, reason_phrase: 'RTP Timeout' }]);
});

test('sound that fails before the answer is told as that, not as a call given up', () => {
  const { rtc, told } = talking();
  rtc.direction = 'outgoing';
  rtc.established = false;
  connectionOf(rtc)('failed');
  assert.deepEqual(told, ['media_lost']);
});

test('a call whose other party has closed its end is over soon, unless it opens a new one or says goodbye', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  for (const [later, established, asked] of [['closed', true, [{}]], ['connecting', true, []], ['closed', false, []]]) {
    const { rtc } = talking();
    const transport = { state: 'connected' };
    connectionOf(rtc, [{ transport: null }, { transport }])('connected');
    transport.state = 'closed';
    transport.onstatechange();
    mock.timers.tick(1900);
    assert.deepEqual(rtc.asked, []);
    transport.state = later;
    rtc.established = established;
    mock.timers.tick(200);
    assert.deepEqual(rtc.asked, asked);
  }
  mock.timers.reset();
});

const RELAY = 'a=candidate:1 1 udp 41885439 192.0.2.1 49152 typ relay raddr 0.0.0.0 rport 0\r\n';

test('a call that needs a relay does not leave without one', () => {
  const { rtc, told } = talking({ relayOnly: true });
  rtc.established = false;
  rtc.emit('sdp', { originator: 'local', sdp: 'a=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n' });
  assert.deepEqual(told, ['no_relay']);
  assert.deepEqual(rtc.asked, [{ status_code: 480 }]);
});

test('a call that has its relay goes on, also with a later offer without one', () => {
  const { rtc, told } = talking({ relayOnly: true });
  rtc.emit('sdp', { originator: 'local', sdp: RELAY });
  rtc.emit('sdp', { originator: 'remote', sdp: '' });
  rtc.emit('sdp', { originator: 'local', sdp: '' });
  assert.deepEqual(told, []);
});

test('the other party on hold, and back, is told', () => {
  const { rtc, told } = talking();
  rtc.emit('hold', { originator: 'remote' });
  rtc.emit('unhold', { originator: 'remote' });
  assert.deepEqual(told.map(({ held }) => held), [true, false]);
});

test('who is muted stays so when the other party holds, whatever JsSIP does', () => {
  const { call, rtc } = talking();
  const track = { kind: 'audio', enabled: true };
  call.sending.change({ stream: { getTracks: () => [track] }, muted: true });
  for (const event of ['hold', 'unhold']) {
    track.enabled = true;
    rtc.emit(event, { originator: 'remote' });
    assert.equal(track.enabled, false, event);
  }
});

test('a digit lasts as long as the page wants', () => {
  const { call, rtc } = talking();
  call.sendTone('5', { dtmf: 'info', tone_duration: 250 });
  assert.equal(rtc.sent.duration, 250);
});

test('without the server a digit by INFO is not tried: JsSIP would end the call', () => {
  const { call, rtc } = talking({ server: { connected: false, iceServers: [] } });
  call.sendTone('5', HOW('info'));
  assert.equal(rtc.sent, undefined);
});

test('a digit in the media shows at once', () => {
  const { call, rtc, told } = talking();
  rtc.senders = [{ dtmf: { canInsertDTMF: true } }];
  rtc.sendDTMF = () => {};
  call.sendTone('5', HOW('auto'));
  assert.deepEqual(told, [{ type: 'call-tone', tone: '5' }]);
});

test('a digit by INFO shows when the far end has taken it', () => {
  const { call, rtc, told } = talking();
  call.sendTone('5', HOW('info'));
  assert.deepEqual(told, []);
  rtc.dtmf.emit('succeeded', {});
  assert.deepEqual(told, [{ type: 'call-tone', tone: '5' }]);
});

test('a digit by INFO that the far end refuses does not show', () => {
  const { call, rtc, told } = talking();
  call.sendTone('5', HOW('info'));
  rtc.dtmf.emit('failed', {});
  assert.deepEqual(told, []);
});

test('a digit that the other party sends is heard, not sent', () => {
  const { rtc, told } = talking();
  rtc.emit('newDTMF', { originator: 'remote', dtmf: Object.assign(new EventEmitter(), { tone: '7' }) });
  assert.deepEqual(told, [{ type: 'call-heard', tone: '7' }]);
});
