import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { passOn, referredTo } from '../../cookiecutters/_shared/phone/transfer.js';

const require = createRequire(new URL('../../frontend/package.json', import.meta.url));
const { URI } = require('jssip');

/** A REFER with a Refer-To as it came. */
function refer(to) {
  return { refer_to: { uri: URI.parse(to) } };
}

test('whom the other party wants called is an address', () => {
  assert.equal(referredTo(refer('sip:carol@example.org')), 'carol@example.org');
});

test('where a server looks for that address is not for the other party to say', () => {
  const request = refer('sip:carol@example.org:5080;transport=tcp');
  assert.equal(referredTo(request), 'carol@example.org');
  assert.equal(request.refer_to.uri.toString(), 'sip:carol@example.org');
});

test('whom JsSIP calls is whom the visitor is told of', () => {
  const request = refer('sip:+49(0)30-123@example.org');
  assert.equal(referredTo(request), '+4930123@example.org');
  assert.equal(request.refer_to.uri.toAor(), 'sip:+4930123@example.org');
});

test('a call to be replaced is passed on, a header of another kind is not', () => {
  const attended = refer('sip:carol@example.org?Replaces=abc%40host%3Bto-tag%3D1%3Bfrom-tag%3D2');
  referredTo(attended);
  assert.ok(attended.refer_to.uri.hasHeader('replaces'));
  const injected = refer('sip:carol@example.org?Replaces=a%0D%0AX-Evil%3A%20b');
  referredTo(injected);
  assert.ok(!injected.refer_to.uri.hasHeader('replaces'));
});

for (const odd of ['sip:example.org', 'sip:a%20b@example.org', 'sip:%3Cscript%3E@example.org']) {
  test(`${odd} is nobody to be called`, () => assert.equal(referredTo(refer(odd)), null));
}

/** JsSIP's session that refers; `happen` says what comes of it. */
function referring() {
  const rtc = new EventEmitter();
  const subscriber = new EventEmitter();
  rtc.refer = (target, { eventHandlers }) => {
    rtc.target = target;
    Object.entries(eventHandlers).forEach(([name, handler]) => subscriber.on(name, handler));
    return subscriber;
  };
  return { rtc, happen: (name) => subscriber.emit(name, {}) };
}

for (const [event, done] of [['accepted', true], ['failed', false], ['requestFailed', false]]) {
  test(`a transfer that is ${event} ${done ? 'worked' : 'did not work'}`, async () => {
    const { rtc, happen } = referring();
    const result = passOn(rtc, 'carol@example.org', () => {});
    happen(event);
    assert.equal(await result, done);
    assert.equal(rtc.target, 'sip:carol@example.org');
  });
}

test('who hangs up after taking it needs tell no more', async () => {
  const { rtc, happen } = referring();
  const result = passOn(rtc, 'carol@example.org', () => {});
  happen('requestSucceeded');
  rtc.emit('ended', {});
  assert.equal(await result, true);
});

test('who hangs up instead of taking it does not go to somebody else', async () => {
  const { rtc, happen } = referring();
  const result = passOn(rtc, 'carol@example.org', () => {});
  rtc.emit('ended', {});
  happen('requestFailed');
  assert.equal(await result, false);
});
