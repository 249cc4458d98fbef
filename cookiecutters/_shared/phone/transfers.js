// SPDX-License-Identifier: MIT

import { notice } from './state.js';
import { referredTo } from './transfer.js';

/** Passes the other party of a call on to somebody else, and lets it do the same with us. */
export class Transfers {
  #ports;
  #roster;

  /**
   * @param {import('./roster.js').Ports} ports
   * @param {import('./roster.js').Roster} roster
   */
  constructor(ports, roster) {
    this.#ports = ports;
    this.#roster = roster;
  }

  get #state() {
    return this.#ports.store.state;
  }

  /** @param {import('./state.js').Action} action */
  #dispatch(action) {
    this.#ports.store.dispatch(action);
  }

  /**
   * Passes the other party on.
   *
   * @param {string} address  `user@host`.
   */
  async out(address) {
    const call = this.#roster.current;
    const { id = 0, phase, transferring, held } = this.#state.call ?? {};
    if (!call || phase !== 'active' || transferring) {
      return;
    }
    this.#dispatch({ type: 'call-transferring', id, transferring: true });
    await call.hold(true);
    const done = await call.transfer(address);
    if (!done && this.#roster.has(id)) {
      this.#dispatch({ type: 'call-transferring', id, transferring: false });
      this.#dispatch({ type: 'notice', notice: notice('transfer_failed') });
      await call.hold(held === true);
    }
  }

  /**
   * The other party passes us on. Nobody may make this phone call whom the visitor could
   * not: only the party that is being talked to is heard, the site says whether the call
   * is allowed, and the visitor is told whom it goes to.
   *
   * @param {number} id  Of the call in which it is asked.
   * @param {any} event  JsSIP's "refer".
   */
  async in(id, { request, accept, reject }) {
    const address = referredTo(request);
    const call = this.#roster.current;
    if (!call || !address || !this.#follows(id, address)) {
      reject();
      return;
    }
    call.sending.change({ parked: true });
    const next = this.#roster.begin((other, event) => this.in(other, event));
    this.#announce(next.id, address);
    await this.#roster.dial(next, address, false, (options) => {
      accept((/** @type {any} */ rtc) => next.call.adopt(rtc), options);
    });
    if (!next.call.begun) {
      this.#roster.over(next.id, notice('call_failed'));
      reject();
    }
  }

  /**
   * @param {number} id
   * @param {string} address
   */
  #follows(id, address) {
    const { call, waiting, held, user } = this.#state;
    const free = call?.id === id && call.phase === 'active' && !call.transferring && !waiting && !held;
    return this.#ports.config.transfer && free && user?.uri !== `sip:${address}`;
  }

  /**
   * @param {number} id
   * @param {string} address
   */
  #announce(id, address) {
    this.#dispatch({
      type: 'call-passed-on',
      id,
      peer: { name: '', address },
      video: false,
      notice: notice('passed_on', { level: 'info', values: [address] }),
    });
    this.#roster.show();
  }
}
