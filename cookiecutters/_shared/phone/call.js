// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { gatherRemote } from './arrival.js';
import { sendDigit, tellDigit } from './digits.js';
import { guarded } from './failure.js';
import { hasRelay } from './invite.js';
import { endNotice, failureNotice, MEDIA_LOST } from './outcome.js';
import { watchParting } from './parting.js';
import { Recovery } from './recovery.js';
import { Renegotiation } from './renegotiation.js';
import { Sending } from './sending.js';
import { notice } from './state.js';

/** Milliseconds to wait for further ICE candidates after the first. */
const GATHERING = 2000;

/** Milliseconds to wait where there has to be one of a relay. */
const RELAY_GATHERING = 6000;

/**
 * @typedef {object} CallEvents
 * @property {(action: import('./state.js').Action) => void} dispatch  Takes actions about this call.
 * @property {(stream: MediaStream) => void} remote  Told of the other party's stream, and of each change in it.
 * @property {(notice: import('./state.js').Notice) => void} over
 * @property {(event: any) => void} referred  The other party wants us to call somebody else: JsSIP's "refer".
 *
 * @typedef {object} Server  What a call needs of the line.
 * @property {boolean} connected  Whether requests can be sent now.
 * @property {RTCIceServer[]} iceServers
 */

/** One call: JsSIP's RTCSession, told to the phone as actions. */
export class Call {
  sending = new Sending();
  /** What the other party sends. @type {MediaStream | null} */
  remote = null;

  /** @type {any} */
  #rtc = null;
  #events;
  #server;
  #relayOnly;
  #described = false;
  /** The phone itself ends it. */
  #left = false;
  /** The other party has not taken the last offer. */
  #owed = false;
  /** @type {Renegotiation | null} */
  #renegotiation = null;
  /** @type {Recovery | null} */
  #recovery = null;
  /** Told instead of JsSIP's own reason of the end. @type {import('./state.js').Notice | null} */
  #reason = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #gathering;
  /** Ends that wait; another one for each description. @type {(() => void) | null} */
  #ready = null;

  /**
   * @param {CallEvents} events
   * @param {Server} server
   * @param {boolean} [relayOnly]  All goes through a relay (TURN server), or there is no call.
   */
  constructor(events, server, relayOnly = false) {
    this.#events = events;
    this.#server = server;
    this.#relayOnly = relayOnly;
  }

  /**
   * What JsSIP is to call for each event of the session.
   *
   * @returns {Record<string, (event: any) => void>}
   */
  get handlers() {
    return Object.fromEntries(Object.entries(this.#handlers()).map(([name, handler]) => [name, guarded(handler)]));
  }

  /** @returns {Record<string, (event: any) => void>} */
  #handlers() {
    const { dispatch, referred } = this.#events;
    return {
      peerconnection: ({ peerconnection }) => this.#watch(peerconnection),
      icecandidate: (event) => this.#hurry(event),
      sdp: ({ originator, sdp }) => originator === 'local' && this.#checkRelay(sdp),
      progress: ({ originator }) => originator === 'remote' && dispatch({ type: 'call-ringing' }),
      confirmed: () => dispatch({ type: 'call-active', at: Date.now() }),
      reinvite: () => this.#recovery?.postpone(),
      hold: () => this.#heldByPeer(true),
      unhold: () => this.#heldByPeer(false),
      refer: (event) => referred(event),
      replaces: ({ reject }) => reject(),
      newDTMF: (event) => tellDigit(event, dispatch),
      ended: ({ originator, cause }) => this.#over(endNotice(originator === 'remote' && this.#recovery?.busy ? MEDIA_LOST : cause)),
      failed: (event) => this.#over(failureNotice(this.#rtc, event, !this.#left && !this.#server.connected)),
    };
  }

  /** Whether JsSIP has begun it. */
  get begun() {
    return this.#rtc !== null;
  }

  /**
   * Takes the session over. An incoming one gets its handlers here; an
   * outgoing one must be given them when it is made.
   *
   * @param {any} rtc
   */
  adopt(rtc) {
    this.#rtc = rtc;
    this.#renegotiation = new Renegotiation(rtc);
    if (rtc.direction === 'incoming') {
      Object.entries(this.handlers).forEach(([name, handler]) => rtc.on(name, handler));
    }
  }

  /** For the peer connection. @returns {RTCConfiguration} */
  get pcConfig() {
    const { iceServers } = this.#server;
    return this.#relayOnly ? { iceServers, iceTransportPolicy: 'relay' } : { iceServers };
  }

  answer() {
    this.#rtc.answer({ mediaStream: this.sending.stream, pcConfig: this.pcConfig });
  }

  /**
   * Cancels, rejects or hangs up, whichever fits.
   *
   * @param {number} [status]  SIP status for an incoming call that was not answered.
   */
  end(status) {
    this.#left = true;
    this.#terminate(this.#rtc?.isEstablished() ? {} : { status_code: status });
  }

  /** @param {object} options  JsSIP's of RTCSession.terminate(). */
  #terminate(options) {
    if (this.#rtc && !this.#rtc.isEnded()) {
      guarded(() => this.#rtc.terminate(options))(null);
    }
  }

  /** @param {import('./state.js').Notice} reason */
  #over(reason) {
    clearTimeout(this.#gathering);
    this.#recovery?.stop();
    this.#events.over(this.#reason ?? reason);
  }

  /**
   * Puts the other party on hold, or goes on. At once nothing of this side is heard
   * any more; then both sides stop sending.
   *
   * @param {boolean} held
   */
  async hold(held) {
    if (held === this.sending.held || !this.#rtc?.isEstablished()) {
      return;
    }
    this.sending.change({ held });
    this.#events.dispatch({ type: 'call-held', held });
    this.sending.direct(this.#rtc.connection);
    await this.#offer();
  }

  /** @param {boolean} held */
  #heldByPeer(held) {
    // JsSIP has just switched the microphone on or off as it saw fit.
    this.sending.change({});
    this.#events.dispatch({ type: 'call-held-by-peer', held });
  }

  /** @param {RTCOfferOptions} [options] */
  async #offer(options) {
    const status = this.#server.connected && this.#renegotiation ? await this.#renegotiation.offer(options) : 0;
    this.#owed = status < 200 || status >= 300;
    return status;
  }

  /** Tells the other party what it could not be told: the server can be reached again. */
  catchUp() {
    if (this.#owed && !this.#recovery?.busy) {
      this.#offer();
    }
  }

  /**
   * Passes the other party on to somebody else; that ends this call.
   *
   * @param {string} address  `user@host`.
   * @param {typeof import('./transfer.js').passOn} passOn  Comes later.
   * @returns {Promise<boolean>}  False when it did not work: the call goes on then.
   */
  async transfer(address, passOn) {
    const passed = notice('transferred', { level: 'info' });
    const done = this.#server.connected && (await passOn(this.#rtc, address, () => {
      this.#reason = passed;
    }));
    this.#reason = done ? passed : null;
    if (done) {
      this.end();
    }
    return done;
  }

  /** @param {MediaStreamTrack} track  Sent instead of the one of its kind. */
  async send(track) {
    await this.sending.replace(track, this.#rtc?.connection ?? null);
  }

  /** Looks for another way to the other party: the network has changed. */
  recover() {
    this.#recovery?.start();
  }

  async #restart() {
    /** @type {RTCPeerConnection} */
    const connection = this.#rtc.connection;
    // Those for the relay may have expired.
    connection.setConfiguration({ ...connection.getConfiguration(), iceServers: this.#server.iceServers });
    return this.#offer({ iceRestart: true });
  }

  /**
   * @param {string} tone  One of 0-9 * #.
   * @param {Pick<import('./config.js').Config, 'dtmf' | 'tone_duration'>} how
   */
  sendTone(tone, how) {
    if (sendDigit(this.#rtc, tone, how, this.#server.connected)) {
      this.#events.dispatch({ type: 'call-tone', tone });
    }
  }

  /** @param {RTCPeerConnection} connection */
  #watch(connection) {
    gatherRemote(connection, (stream) => {
      this.remote = stream;
      this.#events.remote(stream);
    });
    watchParting(connection, () => this.#rtc?.isEstablished() && this.end());
    this.#recovery = new Recovery(connection, {
      established: () => Boolean(this.#rtc?.isEstablished()),
      caller: () => this.#rtc?.direction === 'outgoing',
      restart: () => this.#restart(),
      oninterrupted: (interrupted) => this.#events.dispatch({ type: 'call-interrupted', interrupted }),
      onlost: () => this.#lose(),
    });
  }

  #lose() {
    this.#reason = notice('media_lost');
    this.#terminate({ cause: MEDIA_LOST, status_code: 408, reason_phrase: MEDIA_LOST });
  }

  /**
   * An unreachable STUN or TURN server must not hold a call up.
   *
   * @param {{ready: () => void}} event  JsSIP's, for each candidate.
   */
  #hurry({ ready }) {
    if (ready !== this.#ready) {
      this.#ready = ready;
      clearTimeout(this.#gathering);
      this.#gathering = setTimeout(ready, this.#relayOnly ? RELAY_GATHERING : GATHERING);
    }
  }

  /** @param {string} sdp  Of this side. Only the first counts: a later one may change what is sent, not the way. */
  #checkRelay(sdp) {
    const first = !this.#described;
    this.#described = true;
    if (first && this.#relayOnly && !hasRelay(sdp)) {
      this.#reason = notice('no_relay');
      this.#terminate({ status_code: 480 });
    }
  }
}
