// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { parseAddress } from '../address.js';
import { callDestination, domainOf, setDestination } from '../features/destination.js';
import { firstPhone } from './phones.js';

/** @typedef {import('../features/index.js').Context} Context */

/**
 * Does something with the first phone in the page.
 *
 * @template T
 * @param {(context: Context) => T} action
 * @returns {T | undefined}
 */
function onPhone(action) {
  const context = firstPhone();
  return context && action(context);
}

const hangUp = () => onPhone(({ calls }) => calls.end());

/**
 * The functions of JSCommunicator that pages use. Destinations may be given as
 * visitors type them: a name, a number, user@host or a SIP URI.
 */
const MANAGER = {
  /** Who is in the call: {direction, uri}, or null. */
  get current_session() {
    const call = onPhone(({ store }) => store.state.call);
    return call ? { direction: call.direction === 'in' ? 'incoming' : 'outgoing', uri: `sip:${call.peer.address}` } : null;
  },

  // Phones start by themselves.
  init() {},
  start_login() {},
  start_ua() {},

  register() {
    onPhone(({ config, presence }) => config.receive && presence.online());
  },

  deregister() {
    // A call would lose its line.
    onPhone(({ presence, store }) => store.state.call || presence.offline());
  },

  /** @param {unknown} destination */
  set_destination(destination) {
    onPhone((context) => setDestination(context, String(destination ?? '')));
  },

  /**
   * @param {unknown} destination
   * @param {unknown} [video]
   */
  make_call(destination, video) {
    onPhone((context) => callDestination(context, String(destination ?? ''), Boolean(video)));
  },

  /** @param {unknown} [video] */
  answer_call(video) {
    onPhone(({ calls }) => calls.answer(Boolean(video)));
  },

  cancel_call: hangUp,
  reject_call: hangUp,
  hangup_call: hangUp,

  /** @param {unknown} tone  One of 0-9 * # A-D. */
  send_dtmf(tone) {
    if (/^[\d*#A-D]$/.test(String(tone))) {
      onPhone(({ calls }) => calls.sendTone(String(tone)));
    }
  },

  /**
   * @param {unknown} destination
   * @param {unknown} text
   * @returns {Promise<void>}  Rejected when the message could not be delivered.
   */
  async sendMessage(destination, text) {
    await onPhone(async ({ agent, config, store }) => {
      const address = parseAddress(String(destination ?? ''), domainOf(config, store.state));
      if (!address || !config.chat) {
        throw new TypeError('this phone sends no such message');
      }
      await agent.message(address, String(text));
    });
  },
};

/** Gives the page its JSCommManager, unless it has one. */
export function provideManager() {
  const page = /** @type {{JSCommManager?: object}} */ (/** @type {unknown} */ (globalThis));
  // An element with this id has the name, too.
  if (!page.JSCommManager || page.JSCommManager instanceof Element) {
    page.JSCommManager = MANAGER;
  }
}
