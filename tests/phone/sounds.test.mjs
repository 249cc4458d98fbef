// Which sound belongs to which state of the phone.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { PHONE } from './helpers.mjs';

const { INITIAL, notice, reduce } = await import(join(PHONE, 'state.js'));
const { lastingSound, newTone, passingSound } = await import(join(PHONE, 'features', 'sounds.js'));
const { missedCaller } = await import(join(PHONE, 'features', 'missed.js'));

const BOB = { name: 'Bob', address: 'bob@example.org' };
const CAROL = { name: 'Carol', address: 'carol@example.org' };
const OUT = { type: 'call-out', id: 1, peer: BOB, video: false };
const IN = { type: 'call-in', id: 1, peer: BOB, video: false };
const WAITING = { type: 'call-waiting', id: 2, peer: CAROL, video: false };
const ACTIVE = { type: 'call-active', id: 1, at: 1 };

const after = (...actions) => actions.reduce(reduce, INITIAL);
const heard = (state) => lastingSound(state, false);
const once = (state, action) => passingSound(reduce(state, action), state);
const ended = (key, level = 'error', id = 1) => ({ type: 'call-ended', id, notice: notice(key, { level, values: ['Bob'] }) });

test('an idle phone is silent', () => assert.equal(heard(INITIAL), ''));
test('an incoming call rings', () => assert.equal(heard(after(IN)), 'ring'));
test('an answered call does not', () => assert.equal(heard(after(IN, { type: 'call-answering', id: 1 })), ''));

test('an outgoing call is heard ringing when the other phone rings, not before', () => {
  const sent = after(OUT, { type: 'call-sent', id: 1, video: false });
  assert.equal(heard(sent), '');
  const ringing = reduce(sent, { type: 'call-ringing', id: 1 });
  assert.equal(heard(ringing), 'ringback');
  assert.equal(lastingSound(ringing, true), '', 'the exchange plays its own');
  assert.equal(heard(reduce(ringing, ACTIVE)), '');
});

test('a second call is announced softly', () => assert.equal(heard(after(IN, ACTIVE, WAITING)), 'waiting'));

test('a call that fails is heard to, and busy as busy', () => {
  assert.equal(once(after(OUT), ended('busy')), 'busy');
  assert.equal(once(after(OUT), ended('declined')), 'failed');
});

test('what the visitor ends makes no sound', () => {
  assert.equal(once(after(OUT), ended('call_cancelled', 'info')), '');
  assert.equal(once(after(OUT, ACTIVE), ended('media_lost')), '');
  assert.equal(once(after(IN), ended('call_failed')), '');
});

test('a failed call is heard even when another takes its place', () => {
  const both = { ...after(OUT), held: { ...after(IN).call, id: 2 } };
  assert.equal(once(both, ended('busy')), 'busy');
});

test('digits are heard as they are sent and received, once', () => {
  const active = after(OUT, ACTIVE);
  const sent = reduce(active, { type: 'call-tone', id: 1, tone: '5' });
  assert.equal(newTone(sent, active), '5');
  const received = reduce(sent, { type: 'call-heard', id: 1, tone: '5' });
  assert.equal(newTone(received, sent), '5');
  assert.equal(newTone(reduce(received, { type: 'call-muted', id: 1, muted: true }), received), '');
});

test('a call with digits that is shown again repeats none', () => {
  const before = after(OUT, ACTIVE);
  const other = { ...before, call: { ...before.call, id: 2, tones: '42' } };
  assert.equal(newTone(other, before), '');
});

test('an unanswered call is missed, the second one, too', () => {
  const ringing = after(IN);
  assert.deepEqual(missedCaller(reduce(ringing, ended('missed', 'info')), ringing), BOB);
  const two = after(IN, ACTIVE, WAITING);
  assert.deepEqual(missedCaller(reduce(two, ended('missed', 'info', 2)), two), CAROL);
});

test('a rejected call, or one that goes on, is not', () => {
  const ringing = after(IN);
  assert.equal(missedCaller(reduce(ringing, ended('call_rejected', 'info')), ringing), null);
  assert.equal(missedCaller(reduce(ringing, ACTIVE), ringing), null);
});
