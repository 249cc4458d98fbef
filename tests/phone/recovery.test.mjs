import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { Recovery } from '../../cookiecutters/_shared/phone/recovery.js';

beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1e12 }));
afterEach(() => mock.timers.reset());

/** A connection that is watched; what was done about it, and knobs to turn. */
function world(knobs = {}) {
  const told = [];
  const state = { established: true, caller: true, status: 0, ...knobs };
  const connection = new EventTarget();
  const recovery = new Recovery(connection, {
    established: () => state.established,
    caller: () => state.caller,
    restart: async () => {
      told.push('restart');
      return state.status;
    },
    oninterrupted: (interrupted) => told.push(interrupted ? 'interrupted' : 'back'),
    onlost: () => told.push('lost'),
  });
  const comesTo = (name) => {
    connection.connectionState = connection.iceConnectionState = name;
    connection.dispatchEvent(new Event('iceconnectionstatechange'));
    connection.dispatchEvent(new Event('connectionstatechange'));
  };
  return { recovery, told, comesTo, state };
}

/** Lets time pass, a second at a time, so that what was awaited can go on. */
async function seconds(count) {
  for (let second = 0; second < count; second++) {
    mock.timers.tick(1000);
    await new Promise(setImmediate);
  }
}

test('what comes back by itself is left alone', async () => {
  const { told, comesTo } = world();
  comesTo('disconnected');
  await seconds(1);
  comesTo('connected');
  await seconds(60);
  assert.deepEqual(told, ['interrupted', 'back']);
});

test('the caller looks for another way first, the called one later', async () => {
  for (const [caller, wait] of [[true, 2], [false, 5]]) {
    const { told, comesTo } = world({ caller });
    comesTo('disconnected');
    await seconds(wait - 1);
    assert.ok(!told.includes('restart'));
    await seconds(1);
    assert.ok(told.includes('restart'));
  }
});

test('it is tried again and again, and then given up', async () => {
  const { told, comesTo } = world();
  comesTo('failed');
  await seconds(120);
  assert.ok(told.filter((what) => what === 'restart').length > 5);
  assert.equal(told.filter((what) => what === 'lost').length, 1);
  assert.equal(told.at(-1), 'lost');
});

test('a call that is known no more is tried once, and given up if it does not come back by itself', async () => {
  for (const back of [false, true]) {
    const { told, comesTo } = world({ status: 481 });
    comesTo('failed');
    await seconds(5);
    assert.deepEqual(told, ['interrupted', 'restart']);
    if (back) {
      comesTo('connected');
    }
    await seconds(60);
    assert.deepEqual(told.slice(2), [back ? 'back' : 'lost']);
  }
});

test('what has come back is not restarted later', async () => {
  const { told, comesTo } = world({ status: 200 });
  comesTo('failed');
  await seconds(2);
  comesTo('connected');
  await seconds(60);
  assert.deepEqual(told, ['interrupted', 'restart', 'back']);
});

test('the called one leaves it to the caller as long as that tries', async () => {
  const { recovery, told, comesTo } = world({ caller: false });
  comesTo('failed');
  for (let round = 0; round < 5; round++) {
    await seconds(4);
    recovery.postpone();
  }
  assert.deepEqual(told, ['interrupted']);
  await seconds(8);
  assert.deepEqual(told, ['interrupted', 'restart']);
});

test('before the answer there is nothing to be saved', () => {
  const { told, comesTo } = world({ established: false });
  comesTo('failed');
  assert.deepEqual(told, ['lost']);
});

test('another network is told by the browser: no need to wait', async () => {
  const { recovery, told } = world({ status: 200 });
  recovery.start();
  await seconds(60);
  assert.deepEqual(told, ['restart']);
});

test('nothing is done once the call is over', async () => {
  const { recovery, told, comesTo } = world();
  comesTo('disconnected');
  recovery.stop();
  await seconds(60);
  assert.deepEqual(told.filter((what) => what === 'restart'), []);
});
