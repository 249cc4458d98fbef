import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../cookiecutters/_shared/phone/failure.js';
import { Renewal } from '../../cookiecutters/_shared/phone/renewal.js';

/** A renewal among stand-ins: what it did, and knobs to turn. */
function world() {
  const told = [];
  const knobs = { idle: true, expired: false, error: null, wait: Promise.resolve() };
  const line = {
    connected: true,
    move: async (url, wanted) => {
      await knobs.wait;
      const moved = wanted();
      told.push(moved ? `moved to ${url}` : 'gave way');
      return moved;
    },
  };
  knobs.line = line;
  const lease = {
    get expired() { return knobs.expired; },
    request: async () => {
      if (knobs.error) {
        throw knobs.error;
      }
      return { url: 'wss://x' };
    },
    use: () => told.push('used'),
    renewIn: (milliseconds) => told.push(milliseconds),
  };
  const renewal = new Renewal({
    lease,
    line: () => knobs.line,
    idle: () => knobs.idle,
    onrefused: ({ key }) => told.push(`refused ${key}`),
    onstale: ({ key }) => told.push(`stale ${key}`),
    onrenewed: () => told.push('renewed'),
  });
  return { renewal, told, knobs };
}

test('moves to a new session', async () => {
  const { renewal, told } = world();
  await renewal.start();
  assert.deepEqual(told, ['moved to wss://x', 'used']);
});

test('waits for the end of the call', async () => {
  const { renewal, told, knobs } = world();
  knobs.idle = false;
  await renewal.start();
  assert.deepEqual(told, []);
  knobs.idle = true;
  renewal.settle();
  await new Promise(setImmediate);
  assert.deepEqual(told, ['moved to wss://x', 'used']);
});

test('gives way to a call that comes meanwhile, and remembers', async () => {
  const { renewal, told, knobs } = world();
  knobs.wait = Promise.resolve().then(() => { knobs.idle = false; });
  await renewal.start();
  assert.deepEqual(told, ['gave way']);
  knobs.idle = true;
  renewal.settle();
  await new Promise(setImmediate);
  assert.equal(told.at(-1), 'used');
});

test('is not done twice at a time', async () => {
  const { renewal, told } = world();
  await Promise.all([renewal.start(), renewal.start()]);
  assert.equal(told.filter((what) => what === 'used').length, 1);
});

test('a line that is given up meanwhile does not move', async () => {
  const { renewal, told, knobs } = world();
  const started = renewal.start();
  knobs.line = null;
  renewal.stop();
  await started;
  assert.deepEqual(told, []);
});

test('a line that is down is left alone, and owes nothing after the next call', async () => {
  const { renewal, told, knobs } = world();
  knobs.line.connected = false;
  await renewal.start();
  knobs.line.connected = true;
  renewal.settle();
  await new Promise(setImmediate);
  assert.deepEqual(told, []);
});

test('a site that is down is asked less and less often', async () => {
  const { renewal, told, knobs } = world();
  knobs.error = new Failure('site_unreachable');
  for (let round = 0; round < 6; round++) {
    await renewal.start();
  }
  assert.deepEqual(told, [5000, 10_000, 20_000, 40_000, 60_000, 60_000]);
});

test('the wait that the site asks for is kept', async () => {
  const { renewal, told, knobs } = world();
  knobs.error = new Failure('too_many_requests', { wait: 90 });
  await renewal.start();
  assert.deepEqual(told, [90_000]);
});

test('an end for good is told', async () => {
  const { renewal, told, knobs } = world();
  knobs.error = new Failure('signed_out', { final: true });
  await renewal.start();
  assert.deepEqual(told, ['refused signed_out']);
});

test('a token that ends before there is a new one is told, and so is the new one', async () => {
  const { renewal, told, knobs } = world();
  Object.assign(knobs, { error: new Failure('site_error'), expired: true });
  await renewal.start();
  assert.equal(told.at(-1), 'stale site_error');
  knobs.error = null;
  await renewal.start();
  assert.equal(told.at(-1), 'renewed');
});
