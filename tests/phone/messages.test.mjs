import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alertText, duration, statusText, translator } from '../../cookiecutters/_shared/phone/messages.js';
import { INITIAL, notice, reduce } from '../../cookiecutters/_shared/phone/state.js';
import { strings } from './helpers.mjs';

const t = translator(strings());

test('texts take values in turn or by number', () => {
  const sample = translator({ a: '%s then %s', b: '%2$s before %1$s', c: '100%% %s' });
  assert.equal(sample('a', 'x', 'y'), 'x then y');
  assert.equal(sample('b', 'x', 'y'), 'y before x');
  assert.equal(sample('c', '%s'), '100% %s');
  assert.equal(sample('a', 'x'), 'x then ');
});

test('a missing text shows as its key', () => {
  assert.equal(translator({})('busy'), 'busy');
  assert.equal(translator({})('constructor'), 'constructor');
});

test('a caller is announced with the name, or else the address', () => {
  const call = (name) => reduce(INITIAL, { type: 'call-in', peer: { name, address: 'bob@example.org' }, video: false });
  assert.equal(alertText(call('Bob'), t), 'Incoming call from Bob');
  assert.equal(alertText(call(''), t), 'Incoming call from bob@example.org');
  assert.equal(alertText(call('%s'), t), 'Incoming call from %s');
});

test("the site's own text goes before ours", () => {
  const state = { ...INITIAL, notice: notice('refused_by_site', { text: 'Only staff may call.' }) };
  assert.equal(alertText(state, t), 'Only staff may call.');
});

test('the status line names every link and phase', () => {
  const of = (...actions) => statusText(actions.reduce(reduce, INITIAL), t);
  const out = { type: 'call-out', peer: {}, video: true };
  assert.equal(of(), 'Offline');
  assert.equal(of({ type: 'retrying' }), 'No connection. Trying again…');
  assert.equal(of({ type: 'registered' }), 'Online');
  assert.equal(of(out), 'Calling…');
  assert.match(of(out, { type: 'call-asking', asking: true }), /camera/);
  assert.equal(of(out, { type: 'call-active', at: 1 }), 'In a call');
  assert.equal(statusText({ ...INITIAL, receive: false }, t), 'Ready');
});

test('durations read like a clock', () => {
  assert.deepEqual([0, 65, 3600, 36_061].map(duration), ['0:00', '1:05', '1:00:00', '10:01:01']);
});
