// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/**
 * @typedef {object} SubscribeOptions
 * @property {number} [priority]  Higher ones are called first; 0 without.
 * @property {boolean} [async]  Called by itself, later.
 * @property {boolean} [persist]  True: messages kept from before are not wanted.
 *
 * @typedef {object} PublishOptions
 * @property {boolean} [async]  Subscribers are called one by one, later.
 * @property {boolean} [persist]  Those who subscribe later are told, too.
 * @property {boolean} [cancelable]  False: a subscriber that returns false stops nothing.
 *
 * @typedef {(this: any, data: any, topic: any, shared: object) => any} Listener
 *
 * @typedef {object} Subscription
 * @property {number} priority
 * @property {Listener} listener
 * @property {unknown} context  What `this` is.
 * @property {SubscribeOptions} options
 * @property {boolean} off
 *
 * @typedef {object} Arbiter
 * @property {string} version
 * @property {() => Arbiter} create
 * @property {(...args: any[]) => number[] | null | undefined} subscribe
 * @property {(topic: string, data?: unknown, options?: PublishOptions) => boolean} publish
 * @property {(id: any) => boolean} unsubscribe
 * @property {(id: any) => boolean} resubscribe
 */

/** Milliseconds until the first of the subscribers that are called later. */
const LATER = 10;

/**
 * A bus with the interface of ArbiterJS 1.0:
 *
 *     subscribe('a/b, a/c', listener)       topics apart by commas or spaces, or in a list
 *     subscribe('a/*', options, listener)   everything that begins with a/
 *     subscribe('a', options, context, listener)
 *     publish('a/b', data, options)         false when a listener threw
 *
 * Unlike there, a topic after a wildcard in the same list is no wildcard itself.
 *
 * @returns {Arbiter}
 */
export function createArbiter() {
  const registry = new Registry();
  return {
    version: '1.0',
    create: createArbiter,
    subscribe: (...args) => (args.length < 2 ? null : subscribe(registry, args)),
    publish: (topic, data, options) => publish(registry, topic, data, options ?? {}),
    unsubscribe: (id) => registry.switch(id, true),
    resubscribe: (id) => registry.switch(id, false),
  };
}

/**
 * The page's bus: the one it has, else a new one.
 *
 * @returns {Arbiter}
 */
export function theArbiter() {
  const page = /** @type {{Arbiter?: Arbiter}} */ (/** @type {unknown} */ (globalThis));
  // An element with the id "Arbiter" has this name, too.
  if (typeof page.Arbiter?.subscribe !== 'function') {
    page.Arbiter = createArbiter();
  }
  return page.Arbiter;
}

/** Who subscribed to what. */
class Registry {
  /** @type {Map<string, Subscription[]>} */
  #exact = new Map();
  /** By what stands before the asterisk. @type {Map<string, Subscription[]>} */
  #prefixes = new Map();
  /** @type {Map<string, Subscription>} */
  #byId = new Map();
  /** Messages for those who come later. @type {Map<string, unknown[]>} */
  kept = new Map();

  /**
   * @param {string} pattern
   * @param {Subscription} subscription
   * @returns {number}  Its id.
   */
  add(pattern, subscription) {
    const lists = pattern.endsWith('*') ? this.#prefixes : this.#exact;
    const key = pattern.replace(/\*$/, '');
    const list = [...(lists.get(key) ?? []), subscription];
    lists.set(key, list.sort((a, b) => b.priority - a.priority));
    const id = this.#byId.size + 1;
    this.#byId.set(String(id), subscription);
    return id;
  }

  /** @param {string} topic */
  of(topic) {
    const wide = [...this.#prefixes].filter(([prefix]) => topic.startsWith(prefix));
    return [...(this.#exact.get(topic) ?? []), ...wide.flatMap(([, list]) => list)];
  }

  /**
   * @param {unknown} id  As subscribe() gave it: a list of one will do.
   * @param {boolean} off
   * @returns {boolean}  Whether there is such a subscription.
   */
  switch(id, off) {
    const subscription = this.#byId.get(String(id));
    if (subscription) {
      subscription.off = off;
    }
    return Boolean(subscription);
  }
}

/**
 * @param {Registry} registry
 * @param {any[]} args
 * @returns {number[] | undefined}
 */
function subscribe(registry, args) {
  const [topics, ...rest] = args;
  const listener = rest.pop();
  const [options, context] = rest;
  const patterns = typeof topics === 'string' ? topics.split(/[,\s]+/) : Array.from(topics, String);
  const ids = patterns.map((pattern) => {
    const wanted = options || {};
    const id = registry.add(pattern, { listener, context, options: wanted, priority: wanted.priority || 0, off: false });
    const missed = wanted.persist ? [] : registry.kept.get(pattern.replace(/\*$/, '')) ?? [];
    missed.forEach((data) => listener.call(context, data, { persist: true }, {}));
    return id;
  });
  return ids.length ? ids : undefined;
}

/**
 * @param {Registry} registry
 * @param {string} topic
 * @param {unknown} data
 * @param {PublishOptions} options
 */
function publish(registry, topic, data, options) {
  const subscriptions = registry.of(topic);
  if (options.persist === true) {
    registry.kept.set(topic, [...(registry.kept.get(topic) ?? []), data]);
  }
  const shared = {};
  let delay = LATER;
  let well = true;
  for (const subscription of subscriptions) {
    // One that was called before may have unsubscribed it.
    if (subscription.off) {
      continue;
    }
    const { listener, context } = subscription;
    if (options.async === true || subscription.options.async) {
      setTimeout(() => listener.call(context, data, topic, shared), delay++);
      continue;
    }
    try {
      if (listener.call(context, data, topic, shared) === false && options.cancelable !== false) {
        break;
      }
    } catch {
      well = false;
    }
  }
  return well;
}
