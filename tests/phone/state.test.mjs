import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore, INITIAL, notice, reduce } from '../../cookiecutters/_shared/phone/state.js';

const PEER = { name: '', address: 'bob@example.org' };
const USER = { uri: 'sip:alice@example.org', display_name: 'Alice', register: true, guest: false };

/** The state after some actions. */
function after(...actions) {
  return actions.reduce(reduce, INITIAL);
}

const out = { type: 'call-out', peer: PEER, video: false };
const sent = { type: 'call-sent', video: false };
const incoming = { type: 'call-in', peer: PEER, video: true };

test('a user is online when registered, a guest when connected', () => {
  assert.equal(after({ type: 'connecting' }, { type: 'connected', user: USER }).link, 'connecting');
  assert.equal(after({ type: 'connected', user: USER }, { type: 'registered' }).link, 'online');
  const guest = after({ type: 'connected', user: { ...USER, register: false } });
  assert.equal(guest.link, 'online');
  assert.equal(guest.registered, false);
});

test('a lost connection is no longer registered, and says why', () => {
  const lost = after({ type: 'registered' }, { type: 'retrying', notice: notice('server_unreachable') });
  assert.equal(lost.link, 'retrying');
  assert.equal(lost.registered, false);
  assert.equal(lost.notice.key, 'server_unreachable');
  assert.equal(reduce(lost, { type: 'registered' }).notice, null);
});

test('an outgoing call goes from preparing to active', () => {
  assert.equal(after(out).call.phase, 'preparing');
  assert.equal(after(out, sent).call.phase, 'calling');
  assert.equal(after(out, sent, { type: 'call-ringing' }).call.phase, 'ringing');
  const active = after(out, sent, { type: 'call-ringing' }, { type: 'call-active', at: 5 });
  assert.deepEqual([active.call.phase, active.call.since], ['active', 5]);
});

test('the clock of a call starts once', () => {
  assert.equal(after(out, { type: 'call-active', at: 5 }, { type: 'call-active', at: 9 }).call.since, 5);
});

test('ringing after the answer changes nothing', () => {
  const late = after(out, sent, { type: 'call-active', at: 5 }, { type: 'call-ringing' });
  assert.equal(late.call.phase, 'active');
});

test('there is one call at a time', () => {
  const state = after(out, { ...incoming, peer: { name: 'Eve', address: 'eve@example.org' } });
  assert.equal(state.call.peer.address, 'bob@example.org');
});

test('a call ends once and leaves its reason', () => {
  const ended = after(incoming, { type: 'call-ended', notice: notice('busy') });
  assert.equal(ended.call, null);
  assert.equal(ended.notice.key, 'busy');
  assert.equal(reduce(ended, { type: 'call-ended', notice: notice('failed') }).notice.key, 'busy');
});

test('actions of a call that is over do nothing', () => {
  for (const type of ['call-muted', 'call-remote', 'call-tone', 'call-active', 'call-asking', 'call-answering']) {
    assert.equal(reduce(INITIAL, { type, tone: '1' }).call, null, type);
  }
});

test('losing the server keeps the call', () => {
  assert.equal(after(out, { type: 'call-active', at: 1 }, { type: 'retrying' }).call.phase, 'active');
});

test('digits add up', () => {
  const state = after(out, { type: 'call-tone', tone: '1' }, { type: 'call-tone', tone: '#' });
  assert.equal(state.call.tones, '1#');
});

const caller = (id, name) => ({ id, peer: { name, address: `${name}@example.org` }, video: false });
const talking = [{ type: 'call-in', ...caller(1, 'bob') }, { type: 'call-active', id: 1, at: 5 }];
const second = { type: 'call-waiting', ...caller(2, 'carol') };

/** Who is where. */
function places({ call, waiting, held }) {
  return [call, waiting, held].map((one) => one?.peer.name ?? null);
}

test('a second caller waits beside the call, a third finds no room', () => {
  assert.deepEqual(places(after(...talking, second)), ['bob', 'carol', null]);
  assert.deepEqual(places(after(...talking, second, { type: 'call-waiting', ...caller(3, 'dave') })), ['bob', 'carol', null]);
  assert.deepEqual(places(after(second)), [null, null, null]);
});

test('the second caller is answered while the first waits, and back', () => {
  const answered = after(...talking, second, { type: 'calls-moved' });
  assert.deepEqual(places(answered), ['carol', null, 'bob']);
  assert.equal(answered.call.phase, 'answering', 'it rings no more');
  assert.deepEqual(places(reduce(answered, { type: 'calls-moved' })), ['bob', null, 'carol']);
});

for (const [what, moved, ended, left] of [
  ['the call shown', false, 1, ['carol', null, null]],
  ['the second caller', false, 2, ['bob', null, null]],
  ['the call shown, with one on hold', true, 2, ['bob', null, null]],
  ['the one on hold', true, 1, ['carol', null, null]],
]) {
  test(`the other one stays when ${what} ends`, () => {
    const actions = [...talking, second, ...(moved ? [{ type: 'calls-moved' }] : [])];
    assert.deepEqual(places(after(...actions, { type: 'call-ended', id: ended })), left);
  });
}

for (const [key, ended, told, values] of [
  ['call_ended', 1, 'call_ended_with', ['bob']],
  ['call_ended', 2, 'call_ended_with', ['carol']],
  ['media_lost', 2, 'call_ended_with', ['carol']],
  ['transferred', 2, 'transferred', []],
]) {
  test(`that one of two calls ended (${key}) is told as ${told}`, () => {
    const state = after(...talking, second, { type: 'calls-moved' }, { type: 'call-ended', id: ended, notice: notice(key) });
    assert.deepEqual([state.notice.key, state.notice.values], [told, values]);
    assert.equal(reduce(state, { type: 'call-ended', notice: notice(key) }).notice.key, key, 'the last one needs no name');
  });
}

test('a call that gives way to another is no longer one that is being transferred', () => {
  const transferring = { type: 'call-transferring', id: 1, transferring: true };
  assert.equal(after(...talking, second, transferring, { type: 'calls-moved' }).held.transferring, false);
});

test('who was turned away is told each time, and changes no call', () => {
  const away = { type: 'call-turned-away', ...caller(3, 'dave') };
  const state = after(...talking, away);
  assert.equal(state.turnedAway.address, 'dave@example.org');
  assert.deepEqual(places(state), ['bob', null, null]);
});

test('actions go to the call that they name', () => {
  const state = after(...talking, second, { type: 'calls-moved' }, { type: 'call-held', id: 1, held: true });
  assert.deepEqual([state.call.held, state.held.held], [false, true]);
  assert.equal(reduce(state, { type: 'call-muted', muted: true }).call.muted, true, 'without a name the one shown is meant');
  assert.deepEqual(reduce(state, { type: 'call-held', id: 9, held: true }), state);
});

test('whoever is passed on sees the new call, and the old one on hold', () => {
  const state = after(...talking, { type: 'call-passed-on', ...caller(2, 'carol'), notice: notice('passed_on') });
  assert.deepEqual(places(state), ['carol', null, 'bob']);
  assert.deepEqual([state.call.phase, state.call.direction, state.notice.key], ['preparing', 'out', 'passed_on']);
});

test('digits that are heard add up, but not for ever', () => {
  const digits = Array.from({ length: 500 }, () => ({ type: 'call-heard', id: 1, tone: '7' }));
  assert.equal(after(...talking, ...digits).call.heard, '7'.repeat(100));
});

test('the last message is kept, and told from the one before', () => {
  const message = { type: 'message-in', peer: PEER, text: 'hi', at: 5 };
  assert.deepEqual(after(message, message).message, { id: 2, peer: PEER, text: 'hi', at: 5 });
});

test('the next try to connect is known until there is a connection', () => {
  const waiting = after({ type: 'retrying', at: 99 });
  assert.equal(waiting.retryAt, 99);
  for (const action of [{ type: 'connecting' }, { type: 'connected', user: USER }, { type: 'registered' }, { type: 'offline' }]) {
    assert.equal(reduce(waiting, action).retryAt, 0, action.type);
  }
});

test('a tab that may not register can call as soon as it is connected', () => {
  assert.equal(after({ type: 'connected', user: USER, registers: false }).link, 'online');
});

test('signing out shows the login form and forgets the user', () => {
  const state = after({ type: 'signed-in' }, { type: 'connected', user: USER }, { type: 'login-needed' });
  assert.deepEqual([state.view, state.user, state.credentials], ['login', null, false]);
});

test('a state is never changed in place', () => {
  const before = Object.freeze(after(incoming));
  Object.freeze(before.call);
  assert.notEqual(reduce(before, { type: 'call-muted', muted: true }).call, before.call);
});

test('an unknown action is a mistake', () => {
  assert.throws(() => reduce(INITIAL, { type: 'nonsense' }), /nonsense/);
});

test('the store tells what was and what is', () => {
  const seen = [];
  const store = createStore({ view: 'login' }, (state, before) => seen.push([before.link, state.link]));
  store.dispatch({ type: 'connecting' });
  assert.deepEqual(seen, [['offline', 'connecting']]);
  assert.equal(store.state.view, 'login');
});
