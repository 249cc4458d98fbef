import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { Lease } from '../../cookiecutters/_shared/phone/lease.js';
import { Session } from '../../cookiecutters/_shared/phone/session.js';
import { answer } from './helpers.mjs';

beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'] }));
afterEach(() => mock.timers.reset());

function session(seconds, changes = {}) {
  const websocket = { url: `wss://x/${seconds}`, expires: 1_700_000_000 + seconds };
  return new Session(answer({ websocket, ...changes }), Date.now());
}

/** A lease and how often it asked to be renewed. */
function leased(client = { open: async () => session(300) }) {
  const seen = { due: 0 };
  const lease = new Lease(client, () => seen.due++);
  return { lease, seen };
}

test('a session is renewed after four fifths of its life', () => {
  const { lease, seen } = leased();
  lease.use(session(300));
  mock.timers.tick(239_000);
  assert.deepEqual([seen.due, lease.due], [0, false]);
  mock.timers.tick(2000);
  assert.deepEqual([seen.due, lease.due, lease.expired], [1, true, false]);
});

test('a session that came expired is not asked for over and over', () => {
  const { lease, seen } = leased();
  lease.use(session(-10));
  mock.timers.tick(4000);
  assert.equal(seen.due, 0);
  mock.timers.tick(2000);
  assert.equal(seen.due, 1);
});

test('a long life does not overflow the timer', () => {
  const { lease, seen } = leased();
  const real = globalThis.setTimeout;
  const waits = [];
  globalThis.setTimeout = (_, wait) => waits.push(wait);
  lease.use(session(90 * 24 * 3600));
  globalThis.setTimeout = real;
  assert.ok(waits[0] < 2 ** 31, waits[0]);
  assert.equal(seen.due, 0);
});

test('an end while a session is awaited leaves nothing behind', async () => {
  let give;
  const { lease, seen } = leased({ open: () => new Promise((resolve) => { give = resolve; }) });
  lease.begin(session(300));
  await lease.nextUrl();
  const next = lease.nextUrl();
  lease.end();
  give(session(300, { user: { uri: 'sip:eve@example.org', register: true } }));
  await assert.rejects(next);
  assert.equal(lease.current, null);
  mock.timers.tick(600_000);
  assert.equal(seen.due, 0);
});

test('somebody else is told apart', async () => {
  const { lease } = leased({ open: async () => session(300, { user: { uri: 'sip:eve@example.org', register: true } }) });
  lease.use(session(300));
  await assert.rejects(lease.request(), { key: 'identity_changed', final: true });
});
