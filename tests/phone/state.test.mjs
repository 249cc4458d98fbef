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
