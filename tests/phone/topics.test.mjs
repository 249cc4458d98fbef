// What the phone tells the page, as a function of what changed. Calls are played as the phone plays them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readiness, topics } from '../../cookiecutters/_shared/phone/bus/topics.js';
import { createStore, notice } from '../../cookiecutters/_shared/phone/state.js';

const ALICE = { uri: 'sip:alice@example.org', display_name: 'Alice', register: true, guest: false };
const BOB = { name: 'Bob', address: 'bob@example.org' };
const CAROL = { name: '', address: 'carol@example.org' };

/** Dispatches actions and returns the topics, with data where there are any. */
function play(actions, initial = {}) {
  const told = [];
  const store = createStore(initial, (state, before) => {
    told.push(...topics(state, before).map(({ topic, data }) => (data === null ? topic : `${topic} ${data}`)));
  });
  actions.forEach((action) => store.dispatch(action));
  return told;
}

const UP = [{ type: 'connecting' }, { type: 'connected', user: ALICE }, { type: 'registered' }];
const OUT = { type: 'call-out', id: 1, peer: BOB, video: false };
const IN = { type: 'call-in', id: 1, peer: BOB, video: true };
const ACTIVE = { type: 'call-active', id: 1, at: 5 };
const ENDED = { type: 'call-ended', id: 1, notice: notice('call_ended', { level: 'info' }) };

test('a call out, in the order that was measured', () => {
  assert.deepEqual(play([...UP, OUT, { type: 'call-sent', id: 1, video: false }, { type: 'call-ringing', id: 1 }, ACTIVE, ENDED]), [
    'jsc/ua/idle', 'jsc/ua/incall', 'jsc/call/outgoing sip:bob@example.org', 'jsc/call/connected', 'jsc/call/end', 'jsc/ua/idle',
  ]);
});

test('a call in, with digits of the far end', () => {
  const digits = [{ type: 'call-heard', id: 1, tone: '5' }, { type: 'call-heard', id: 1, tone: '#' }];
  assert.deepEqual(play([...UP, IN, { type: 'call-answering', id: 1 }, ACTIVE, ...digits, ENDED]), [
    'jsc/ua/idle', 'jsc/ua/incall', 'jsc/call/incoming sip:bob@example.org', 'jsc/call/connected',
    'jsc/call/dtmf 5', 'jsc/call/dtmf #', 'jsc/call/end', 'jsc/ua/idle',
  ]);
});

test('digits are told when many came before', () => {
  const many = Array.from({ length: 120 }, (_, index) => ({ type: 'call-heard', id: 1, tone: String(index % 10) }));
  const told = play([IN, ACTIVE, ...many]).filter((topic) => topic.startsWith('jsc/call/dtmf'));
  assert.equal(told.length, 120);
  assert.equal(told.at(-1), 'jsc/call/dtmf 9');
});

test('a call that was not answered failed', () => {
  assert.deepEqual(play([IN, ENDED]), ['jsc/ua/incall', 'jsc/call/incoming sip:bob@example.org', 'jsc/call/failed', 'jsc/ua/idle']);
});

test('a call from a phone that is offline begins at the click, not at the connection', () => {
  const guest = { ...ALICE, register: false };
  const told = play([OUT, { type: 'connecting' }, { type: 'connected', user: guest }, { type: 'call-sent', id: 1, video: false },
    ACTIVE, ENDED, { type: 'offline' }]);
  assert.deepEqual(told, ['jsc/ua/incall', 'jsc/call/outgoing sip:bob@example.org', 'jsc/call/connected', 'jsc/call/end', 'jsc/ua/idle']);
});

test('the line goes and comes back', () => {
  assert.deepEqual(play([{ type: 'retrying' }, ...UP], { link: 'online' }), ['jsc/ua/notready', 'jsc/ua/idle']);
  const inCall = [...UP, OUT, ACTIVE, { type: 'retrying' }, ...UP, ENDED];
  assert.deepEqual(play(inCall).slice(3), ['jsc/call/connected', 'jsc/ua/notready', 'jsc/ua/incall', 'jsc/call/end', 'jsc/ua/idle']);
});

test('who signs out cannot be called', () => {
  assert.deepEqual(play([...UP, { type: 'login-needed' }]), ['jsc/ua/idle', 'jsc/ua/notready']);
  assert.equal(readiness({ call: null, view: 'login', link: 'offline' }), 'jsc/ua/notready');
});

test('nothing is said while the phone connects', () => {
  assert.deepEqual(play([{ type: 'connecting' }]), []);
  assert.equal(readiness({ call: null, view: 'dial', link: 'connecting' }), '');
});

test('what the phone lacks', () => {
  const lacks = (key) => play([{ type: 'notice', notice: notice(key) }, { type: 'connecting' }]);
  assert.deepEqual(lacks('no_webrtc'), ['jsc/unavailable/webrtc']);
  assert.deepEqual(lacks('not_configured'), ['jsc/unavailable/config']);
  assert.deepEqual(lacks('no_relay'), ['jsc/unavailable/relay']);
  assert.deepEqual(lacks('busy'), []);
});

test('a second call is announced, and told as a call when it is answered', () => {
  const told = play([IN, ACTIVE, { type: 'call-waiting', id: 2, peer: CAROL, video: false }]);
  assert.deepEqual(told.slice(3), ['jsc/call/waiting sip:carol@example.org']);
});

test('a call that waits on hold has not ended, and is told again when it is back', () => {
  const first = { id: 1, direction: 'in', phase: 'active', since: 5, peer: BOB, heard: '' };
  const second = { id: 2, direction: 'out', phase: 'active', since: 9, peer: CAROL, heard: '' };
  const state = (call, held) => ({ call, held, waiting: null, view: 'dial', link: 'online', notice: null });
  const told = (now, before) => topics(now, before).map(({ topic }) => topic);
  assert.deepEqual(told(state(second, first), state(first, null)), ['jsc/call/outgoing', 'jsc/call/connected']);
  assert.deepEqual(told(state(first, null), state(second, first)), ['jsc/call/end', 'jsc/call/incoming', 'jsc/call/connected']);
  assert.deepEqual(told(state(first, null), state(first, second)), []);
});

test('an address from the network cannot leave the quotes or tags of a page', () => {
  const peer = { name: '<b>', address: `x'"<>()&\\\`-alert(1)@example.org` };
  const [, told] = play([{ type: 'call-in', id: 1, peer, video: false }]);
  assert.equal(told, 'jsc/call/incoming sip:x%27%22%3C%3E%28%29%26%5C%60-alert%281%29@example.org');
});
