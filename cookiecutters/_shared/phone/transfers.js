// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { notice } from './state.js';
import { passOn, referredTo } from './transfer.js';

/** Milliseconds in which a visitor agrees to be passed on: the other party waits no longer for an answer (RFC 3261, timer F). */
const THINKING = 25000;

/** Passes the other party of a call on to somebody else, and lets it do the same with us. */
export class Transfers {
  #ports;
  #roster;
  /** Ends the question whether the visitor agrees. @type {(agreed: boolean) => void} */
  #decide = () => {};

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
    const done = await call.transfer(address, passOn);
    if (!done && this.#roster.has(id)) {
      const { call: shown } = this.#state;
      this.#dispatch({ type: 'call-transferring', id, transferring: false });
      this.#dispatch({ type: 'notice', notice: notice('transfer_failed') });
      // Whoever was put away for another call meanwhile must not hear that one.
      if (!held && shown?.id === id && shown.transferring) {
        await call.hold(false);
      }
    }
  }

  /**
   * The other party passes us on. Nobody may make this phone call whom the visitor could
   * not: only the party that is being talked to is heard, the site says whether the call
   * is allowed, and the visitor is told whom it goes to. Who called us is a stranger: then,
   * or where no site decides, the visitor is asked first.
   *
   * @param {number} id  Of the call in which it is asked.
   * @param {any} event  JsSIP's "refer".
   */
  async in(id, { request, accept, reject }) {
    const address = referredTo(request);
    const call = this.#roster.current;
    if (!call || !address || !this.#follows(id, address) || !(await this.#agrees(id, address))) {
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
   * Whether the visitor wants to be passed on.
   *
   * @param {number} id
   * @param {string} address
   * @returns {Promise<boolean>}
   */
  async #agrees(id, address) {
    if (this.#state.call?.direction === 'out' && this.#ports.config.session) {
      return true;
    }
    this.#decide(false);
    const question = notice('transfer_offered', { level: 'info', values: [address] });
    this.#dispatch({ type: 'call-offered', id, address, notice: question });
    const agreed = await new Promise((resolve) => {
      const timer = setTimeout(resolve, THINKING, false);
      this.#decide = (answer) => {
        clearTimeout(timer);
        resolve(answer);
      };
    });
    this.#dispatch({ type: 'call-offered', id, address: '' });
    return agreed && this.#follows(id, address);
  }

  /** @param {boolean} agreed  What the visitor says to being passed on. */
  decide(agreed) {
    this.#decide(agreed);
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
