import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { LONGEST, sendMessage, takeMessage } from '../../cookiecutters/_shared/phone/message.js';

/** What JsSIP hands over for an incoming MESSAGE, and how it was refused. */
function incoming(text, type = 'text/plain;charset=utf-8') {
  const refused = [];
  const message = {
    remote_identity: { display_name: '\u202eBob', uri: { toAor: () => 'sip:bob@example.org' } },
    reject: ({ status_code: status }) => refused.push(status),
  };
  return { message, request: { body: text, getHeader: () => type }, refused };
}

test('a text is taken as it came, from somebody whose name is plain text', () => {
  const { message, request, refused } = incoming('<b>hi</b>\u202e');
  const peer = { name: 'Bob', address: 'bob@example.org' };
  assert.deepEqual(takeMessage(message, request), { peer, text: '<b>hi</b>\u202e' });
  assert.deepEqual(refused, []);
});

for (const [what, text, type, status] of [
  ['HTML', '<b>hi</b>', 'text/html', 415],
  ['what only begins like plain text', 'hi', 'text/plainer', 415],
  ['what says no type', 'hi', undefined, 415],
  ['a text that is too long', 'x'.repeat(LONGEST + 1), 'text/plain', 513],
  ['a text of too many bytes', 'ä'.repeat(LONGEST / 2 + 1), 'text/plain', 513],
]) {
  test(`${what} is refused`, () => {
    const { message, request, refused } = incoming(text, type);
    request.getHeader = () => type;
    assert.equal(takeMessage(message, request), null);
    assert.deepEqual(refused, [status]);
  });
}

/** Stands in for JsSIP's UA; `answer` is what comes of each message. */
function agent(event, answer) {
  return {
    sendMessage(target, text, { eventHandlers }) {
      this.sent = [target, text];
      const message = new EventEmitter();
      Object.entries(eventHandlers).forEach(([name, handler]) => message.on(name, handler));
      message.emit(event, answer);
    },
  };
}

for (const [status, outcome] of [[200, 'delivered'], [202, 'sent']]) {
  test(`a message that was answered ${status} is ${outcome}`, async () => {
    const ua = agent('succeeded', { response: { status_code: status } });
    assert.equal(await sendMessage(ua, 'bob@example.org', 'hello'), outcome);
    assert.deepEqual(ua.sent, ['sip:bob@example.org', 'hello']);
  });
}

for (const [status, key] of [[404, 'message_failed'], [413, 'message_too_long'], [0, 'server_unreachable']]) {
  test(`a message that failed with ${status} is told as ${key}`, async () => {
    const response = status ? { status_code: status } : null;
    await assert.rejects(sendMessage(agent('failed', { response }), 'bob@example.org', 'hello'), { key });
  });
}

test('a message that is too long is not sent', async () => {
  const ua = agent('succeeded', {});
  await assert.rejects(sendMessage(ua, 'bob@example.org', 'ä'.repeat(LONGEST)), { key: 'message_too_long' });
  assert.equal(ua.sent, undefined);
});
