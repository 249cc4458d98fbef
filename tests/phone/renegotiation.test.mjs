import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { Renegotiation } from '../../cookiecutters/_shared/phone/renegotiation.js';

/** Stands in for a peer connection. */
class Connection extends EventTarget {
  signalingState = 'stable';
  iceGatheringState = 'complete';
  done = [];
  async createOffer(options) {
    return { type: 'offer', sdp: options.iceRestart ? 'restart' : 'offer' };
  }
  async setLocalDescription({ type, sdp }) {
    this.signalingState = type === 'offer' ? 'have-local-offer' : 'stable';
    this.localDescription = { sdp };
    this.done.push(type);
    setImmediate(() => this.dispatchEvent(new Event('icegatheringstatechange')));
  }
  async setRemoteDescription({ type, sdp }) {
    this.signalingState = 'stable';
    this.done.push(`${type} ${sdp}`);
  }
}

/** A session whose other party answers with these statuses, in turn; 0 is no answer. */
function session(...statuses) {
  const rtc = Object.assign(new EventEmitter(), {
    connection: new Connection(),
    contact: '<sip:a@b>',
    direction: 'incoming',
    sent: [],
    isEnded: () => false,
    isReadyToReOffer: () => true,
    sendRequest(method, { body, eventHandlers } = {}) {
      this.sent.push(body ? `${method} ${body}` : method);
      if (method !== 'INVITE') {
        return;
      }
      const status = statuses.shift();
      const response = { status_code: status, body: 'answer' };
      const { onSuccessResponse, onErrorResponse, onDialogError, onTransportError } = eventHandlers;
      setImmediate(() => {
        if (status === 0) {
          onTransportError();
        } else if (status === 481) {
          onDialogError(response);
        } else {
          (status < 300 ? onSuccessResponse : onErrorResponse)(response);
        }
      });
    },
  });
  return { rtc, renegotiation: new Renegotiation(rtc) };
}

test('an offer that is accepted is acknowledged, and its answer taken', async () => {
  const { rtc, renegotiation } = session(200);
  assert.equal(await renegotiation.offer(), 200);
  assert.deepEqual(rtc.sent, ['INVITE offer', 'ACK']);
  assert.deepEqual(rtc.connection.done, ['offer', 'answer answer']);
});

for (const status of [488, 481, 0]) {
  test(`an offer that comes to ${status || 'nothing'} ends no call, and the next may do better`, async () => {
    const { rtc, renegotiation } = session(status, 200);
    assert.equal(await renegotiation.offer(), status);
    assert.equal(await renegotiation.offer(), 200);
    assert.deepEqual(rtc.connection.done, ['offer', 'offer', 'answer answer']);
  });
}

test('after an answer that makes no sense there can be another offer', async () => {
  const { rtc, renegotiation } = session(200, 200);
  const take = rtc.connection.setRemoteDescription;
  rtc.connection.setRemoteDescription = async () => { throw new Error('no SDP'); };
  assert.equal(await renegotiation.offer(), 0);
  rtc.connection.setRemoteDescription = take;
  assert.equal(await renegotiation.offer(), 200);
});

test('two offers go one after the other', async () => {
  const { rtc, renegotiation } = session(200, 200);
  await Promise.all([renegotiation.offer(), renegotiation.offer({ iceRestart: true })]);
  assert.deepEqual(rtc.sent, ['INVITE offer', 'ACK', 'INVITE restart', 'ACK']);
});

test('an offer that met one of the other party is made again', async () => {
  const { rtc, renegotiation } = session(491, 200);
  assert.equal(await renegotiation.offer(), 200);
  assert.deepEqual(rtc.connection.done, ['offer', 'offer', 'answer answer']);
});

test('an offer of the other party that meets ours is refused, one at another time is not', async () => {
  const { rtc, renegotiation } = session(200);
  const refused = [];
  const reject = ({ status_code: status }) => refused.push(status);
  rtc.emit('reinvite', { reject, request: {} });
  const offering = renegotiation.offer();
  await new Promise(setImmediate);
  rtc.emit('reinvite', { reject, request: {} });
  await offering;
  rtc.emit('reinvite', { reject, request: {} });
  assert.deepEqual(refused, [491]);
});

test('an offer of the other party that displaces a vain one of ours is followed by a whole one', async () => {
  const { rtc, renegotiation } = session(0, 200, 200);
  await renegotiation.offer();
  rtc.emit('reinvite', { request: {} });
  await renegotiation.offer();
  assert.ok(rtc.sent.includes('INVITE restart'));
});

test('JsSIP is told to wait for candidates when the other party looks for another way, and only then', () => {
  const { rtc } = session();
  const offer = (fragment) => `v=0\r\na=ice-ufrag:${fragment}\r\n`;
  rtc.connection.remoteDescription = { sdp: offer('abcd') };
  rtc.emit('reinvite', { request: { body: offer('abcd') } });
  assert.equal(rtc._rtcAnswerConstraints, null);
  rtc.emit('reinvite', { request: { body: offer('efgh') } });
  assert.deepEqual(rtc._rtcAnswerConstraints, { iceRestart: true });
});

test('an offer waits until the other party has been answered', async () => {
  const { rtc, renegotiation } = session(200);
  rtc.connection.signalingState = 'have-remote-offer';
  const offering = renegotiation.offer();
  await new Promise((resolve) => setTimeout(resolve, 250));
  assert.deepEqual(rtc.sent, []);
  rtc.connection.signalingState = 'stable';
  assert.equal(await offering, 200);
});

test('a call that is over is not offered anew', async () => {
  const { rtc, renegotiation } = session();
  Object.assign(rtc, { isReadyToReOffer: () => false, isEnded: () => true });
  assert.equal(await renegotiation.offer(), 0);
});
