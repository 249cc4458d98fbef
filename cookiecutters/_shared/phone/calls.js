// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { offersVideo, peerOf } from './invite.js';
import { openTrack } from './media.js';
import { Roster } from './roster.js';
import { notice } from './state.js';

/** SIP status for a caller for whom there is no room. */
const BUSY_HERE = 486;

/** SIP status when the visitor rejects: no other device need go on ringing. */
const DECLINE = 603;

/** What the visitor does with calls: one at a time, and one more that waits. */
export class Calls {
  #ports;
  #roster;
  /** Comes later: see features/transfer.js. @type {import('./transfers.js').Transfers | null} */
  #transfers = null;
  /** Fetches what comes later, if it is not there yet. @type {() => Promise<unknown>} */
  #load = () => Promise.resolve();

  /** @param {import('./roster.js').Ports} ports */
  constructor(ports) {
    this.#ports = ports;
    this.#roster = new Roster(ports);
  }

  /** @param {() => Promise<unknown>} load  Fetches what passes calls on. */
  loadBy(load) {
    this.#load = load;
  }

  /** @param {typeof import('./transfers.js').Transfers} Transfers  Passes calls on from now on. */
  passOnBy(Transfers) {
    this.#transfers = new Transfers(this.#ports, this.#roster);
  }

  get #state() {
    return this.#ports.store.state;
  }

  /** @param {import('./state.js').Action} action */
  #dispatch(action) {
    this.#ports.store.dispatch(action);
  }

  #begin() {
    return this.#roster.begin(async (id, event) => {
      await this.#load();
      await (this.#transfers ? this.#transfers.in(id, event) : event.reject());
    });
  }

  /**
   * @param {string} address  `user@host`.
   * @param {boolean} video
   */
  async place(address, video) {
    if (this.#state.call) {
      return;
    }
    const entry = this.#begin();
    this.#dispatch({ type: 'call-out', id: entry.id, peer: { name: '', address }, video });
    await this.#roster.dial(entry, address, video, (options) => {
      entry.call.adopt(this.#ports.agent.call(address, options));
    });
  }

  /**
   * @param {any} rtc  JsSIP's RTCSession.
   * @param {any} request  Its INVITE.
   */
  receive(rtc, request) {
    if (!this.#hasRoom()) {
      rtc.terminate({ status_code: BUSY_HERE });
      this.#dispatch({ type: 'call-turned-away', peer: peerOf(rtc) });
      return;
    }
    const { id, call } = this.#begin();
    const video = this.#ports.config.video && offersVideo(request);
    this.#dispatch({ type: this.#state.call ? 'call-waiting' : 'call-in', id, peer: peerOf(rtc), video });
    call.adopt(rtc);
  }

  /** Whether somebody who calls now can be announced. */
  #hasRoom() {
    const { call, waiting, held } = this.#state;
    return !call || (call.phase === 'active' && !call.transferring && !waiting && !held);
  }

  /** @param {boolean} video */
  async answer(video) {
    const { call: shown } = this.#state;
    const call = this.#roster.current;
    if (shown?.phase === 'incoming' && call) {
      await this.#roster.answer({ id: shown.id, call }, video);
    }
  }

  /** Answers the second caller; the call at hand waits. */
  async answerWaiting() {
    const { call: shown, waiting } = this.#state;
    const call = this.#roster.of(waiting);
    if (waiting && call) {
      this.#move();
      await this.#roster.answer({ id: waiting.id, call }, waiting.video && Boolean(shown?.sendsVideo));
    }
  }

  rejectWaiting() {
    this.#roster.of(this.#state.waiting)?.end(DECLINE);
  }

  /** Goes on with the call on hold; the one at hand waits. */
  async swap() {
    const back = this.#roster.of(this.#state.held);
    if (back && this.#state.call?.phase === 'active') {
      this.#move();
      back.sending.change({ parked: false });
      await back.hold(false);
    }
  }

  /** Puts the call at hand away, for the one that waits. */
  #move() {
    this.#roster.current?.hold(true);
    this.#dispatch({ type: 'calls-moved' });
    this.#roster.show();
  }

  /**
   * Puts the other party on hold, or goes on.
   *
   * @param {boolean} held
   */
  async hold(held) {
    await this.#roster.current?.hold(held);
  }

  /**
   * Passes the other party on to somebody else.
   *
   * @param {string} address  `user@host`.
   */
  async transfer(address) {
    await this.#transfers?.out(address);
  }

  /** @param {boolean} agreed  Whether the visitor wants to be passed on, as the other party offers. */
  answerOffer(agreed) {
    this.#transfers?.decide(agreed);
  }

  /** Cancels, rejects or hangs up, whichever fits. */
  end() {
    const { call: shown } = this.#state;
    if (shown) {
      this.#end(shown.id, shown.phase === 'incoming');
    }
  }

  /**
   * @param {number} id
   * @param {boolean} [incoming]
   */
  #end(id, incoming = false) {
    this.#roster.entries.find((entry) => entry.id === id)?.call.end(incoming ? DECLINE : undefined);
    // One that JsSIP knows nothing of yet.
    this.#roster.over(id, notice('call_cancelled', { level: 'info' }));
  }

  /** Ends every call: the page is being left. Other devices go on ringing. */
  endAll() {
    this.#roster.entries.forEach(({ id }) => this.#end(id));
  }

  /** To be called when the server can be reached again. */
  catchUp() {
    this.#roster.entries.forEach(({ call }) => call.catchUp());
  }

  /** To be called when the network has changed. */
  recover() {
    this.#roster.entries.forEach(({ call }) => call.recover());
  }

  /** @param {boolean} muted */
  mute(muted) {
    this.#roster.current?.sending.change({ muted });
    this.#dispatch({ type: 'call-muted', muted });
  }

  /** @param {boolean} off */
  hideCamera(off) {
    this.#roster.current?.sending.change({ cameraOff: off });
    this.#dispatch({ type: 'call-camera', off });
  }

  /**
   * Lets the calls at hand use the chosen device, too.
   *
   * @param {'audioinput' | 'videoinput'} kind
   */
  async useDevice(kind) {
    const users = this.#roster.entries.filter(({ call }) => call.sending.uses(kind));
    await Promise.all(users.map(async ({ call }) => call.send(await openTrack(kind))));
  }

  /** @param {string} tone  One of 0-9 * #. */
  sendTone(tone) {
    this.#roster.current?.sendTone(tone, this.#ports.config);
  }
}
