import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Tabs } from '../../cookiecutters/_shared/phone/tabs.js';
import { until } from './helpers.mjs';

/** Stands in for the browser's LockManager, for one lock. */
class Locks {
  holder = null;
  queue = [];

  async request(name, { ifAvailable = false, steal = false, signal }, callback) {
    // A browser asks another process.
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
    if (steal) {
      this.holder?.fail(new Error('stolen'));
      this.holder = null;
    }
    if (ifAvailable && this.holder) {
      return callback(null);
    }
    return new Promise((resolve, reject) => {
      const entry = { name, callback, resolve, fail: reject };
      signal?.addEventListener('abort', () => {
        this.queue = this.queue.filter((other) => other !== entry);
        reject(new Error('aborted'));
      });
      this.queue[steal ? 'unshift' : 'push'](entry);
      this.#next();
    });
  }

  async query() {
    return { held: this.holder ? [{ name: this.holder.name }] : [] };
  }

  #next() {
    const entry = this.holder ? null : this.queue.shift();
    if (entry) {
      this.holder = entry;
      Promise.resolve(entry.callback({})).then(() => {
        this.holder = this.holder === entry ? null : this.holder;
        entry.resolve();
        this.#next();
      });
    }
  }
}

let locks;
beforeEach(() => {
  locks = new Locks();
  Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });
});

/** A tab, and what it was told. */
function tab(t) {
  const told = [];
  const tabs = new Tabs({
    onturn: () => told.push('turn'),
    onlost: () => told.push('lost'),
    ongoodbye: () => told.push('goodbye'),
  });
  t.after(() => tabs.release());
  return { tabs, told };
}

test('one tab has the turn, and keeps it', async (t) => {
  const [first, second] = [tab(t), tab(t)];
  assert.equal(await first.tabs.take('alice'), true);
  assert.equal(await second.tabs.take('alice'), false);
  assert.equal(await first.tabs.take('alice'), true);
  assert.deepEqual([await first.tabs.taken('alice'), await second.tabs.taken('alice')], [false, true]);
});

test('the next tab gets the turn when the first lets go', async (t) => {
  const [first, second] = [tab(t), tab(t)];
  await first.tabs.take('alice');
  await second.tabs.take('alice');
  second.tabs.wait();
  first.tabs.release();
  await until(() => second.told.includes('turn'));
  assert.equal(await second.tabs.take('alice'), true);
});

test('a visitor who goes offline is online in no other tab', async (t) => {
  const [first, second] = [tab(t), tab(t)];
  await first.tabs.take('alice');
  await second.tabs.take('alice');
  second.tabs.wait();
  first.tabs.sayGoodbye();
  first.tabs.release();
  await until(() => second.told.includes('goodbye'));
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.deepEqual(second.told, ['goodbye']);
  assert.equal(locks.holder, null);
});

test('who takes the turn from another tab tells it, and that one may wait again', async (t) => {
  const [first, second] = [tab(t), tab(t)];
  await first.tabs.take('alice');
  await second.tabs.take('alice');
  second.tabs.wait();
  assert.equal(await second.tabs.seize(), true);
  await until(() => first.told.includes('lost'));
  first.tabs.wait();
  second.tabs.release();
  await until(() => first.told.includes('turn'));
  assert.deepEqual([first.told, second.told], [['lost', 'turn'], []]);
});

test('who no longer waits gets no turn', async (t) => {
  const [first, second] = [tab(t), tab(t)];
  await first.tabs.take('alice');
  await second.tabs.take('alice');
  second.tabs.wait();
  second.tabs.release();
  first.tabs.release();
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.deepEqual(second.told, []);
});

test('who lets go and takes the turn at once is no other tab', async (t) => {
  const { tabs } = tab(t);
  await tabs.take('alice');
  tabs.release();
  assert.equal(await tabs.take('alice'), true);
});

test('who asks twice at once is no other tab', async (t) => {
  const { tabs, told } = tab(t);
  assert.deepEqual(await Promise.all([tabs.take('alice'), tabs.take('alice')]), [true, true]);
  tabs.release();
  await until(() => locks.holder === null);
  assert.deepEqual(told, []);
});

test('who no longer wants the turn that was asked for leaves it to others', async (t) => {
  const [first, second] = [tab(t), tab(t)];
  const asked = first.tabs.take('alice');
  await Promise.resolve();
  first.tabs.release();
  assert.equal(await asked, false);
  assert.equal(await second.tabs.take('alice'), true);
  assert.deepEqual(first.told, []);
});

test('who changes his mind twice at once has the turn', async (t) => {
  for (const pause of [async () => {}, () => Promise.resolve().then(() => {})]) {
    const { tabs } = tab(t);
    tabs.take('alice');
    await pause();
    tabs.release();
    await pause();
    assert.equal(await tabs.take('alice'), true);
    assert.notEqual(locks.holder, null);
    tabs.release();
    await until(() => locks.holder === null);
  }
});

test('who asks while waiting, or as somebody else, has one turn', async (t) => {
  const [first, second] = [tab(t), tab(t)];
  await first.tabs.take('alice');
  await second.tabs.take('alice');
  second.tabs.wait();
  assert.equal(await second.tabs.take('alice'), false);
  first.tabs.release();
  const taken = [second.tabs.take('alice'), second.tabs.take('bob')];
  assert.deepEqual(await Promise.all(taken), [false, true]);
  assert.equal(locks.holder.name, 'bob');
});

test('a browser without locks lets every tab take calls', async (t) => {
  Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
  const [first, second] = [tab(t), tab(t)];
  assert.deepEqual([await first.tabs.take('alice'), await second.tabs.take('alice')], [true, true]);
  assert.equal(await second.tabs.taken('alice'), false);
});
