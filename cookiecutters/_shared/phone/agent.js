// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { refuseGuest } from './account.js';
import { withCredentials } from './bus/identity.js';
import { Failure, failureOf, registrationFailure } from './failure.js';
import { Lease } from './lease.js';
import { Line, loadJsSIP } from './line.js';
import { Link } from './link.js';
import { Renewal } from './renewal.js';

/**
 * @typedef {import('./session.js').Session} Session
 * @typedef {import('./account.js').Credentials} Credentials
 *
 * @typedef {object} Ports  What the agent needs of the rest of the phone.
 * @property {{open: (destination: string | null) => Promise<Session>}} sessions
 * @property {import('./config.js').Config} config
 * @property {(action: import('./state.js').Action) => void} dispatch
 * @property {(rtc: any, request: any) => void} onincoming
 * @property {() => Promise<boolean>} mayRegister  Whether this tab may be called.
 * @property {() => boolean} idle  Whether there is no call.
 * @property {() => boolean} talking  Whether there is a call that the end of the line would cut off.
 * @property {() => void} onmessage  Told when a message has left, or could not.
 * @property {(failure: Failure) => void} onlost  The line is useless from now on.
 */

/** Connects, registers and reconnects. */
export class Agent {
  #ports;
  #lease;
  #link;
  #renewal;
  /** @type {Line | null} */
  #line = null;
  /** @type {Promise<void> | null} */
  #beginning = null;
  /** Why the line ends with the current call. @type {Failure | null} */
  #lapsed = null;
  // Counts stop(): whoever awaited meanwhile is out of date.
  #generation = 0;

  /** @param {Ports} ports */
  constructor(ports) {
    this.#ports = ports;
    this.#link = new Link(ports.dispatch);
    this.#lease = new Lease(ports.sessions, () => this.#renewal.start());
    this.#renewal = new Renewal({
      lease: this.#lease,
      line: () => this.#line,
      idle: ports.idle,
      onrefused: (failure) => this.#lose(failure),
      onstale: (failure) => this.#link.retrying(failure),
      onrenewed: (line) => this.#link.restored(line),
    });
  }

  /** @param {Credentials | null} credentials  Kept in memory only. */
  set credentials(credentials) {
    this.#lease.credentials = credentials;
  }

  /** ICE servers of the current session. */
  get iceServers() {
    return withCredentials(this.#lease.iceServers, this.#ports.config, this.#lease.credentials);
  }

  /** Whether requests can be sent now. */
  get connected() {
    return Boolean(this.#line?.connected);
  }

  /** Whether there is a line, connected or trying to be. */
  get started() {
    return this.#line !== null;
  }

  /** Whether others can call, once the line is registered. */
  get registers() {
    return Boolean(this.#line?.registers);
  }

  /** Whether the line is for calls out alone, though its owner could be called. */
  get restrained() {
    return Boolean(this.#line?.user.register && !this.#line.registers);
  }

  /**
   * Makes the line ready to call an address: connected, registered where the
   * user registers, with a session that allows the call.
   *
   * @param {string} address  `user@host`.
   * @throws {Failure}
   */
  ready(address) {
    this.#lease.destination = address;
    // A call that was given up meanwhile must not take the line from the next one.
    return this.#reach(address, () => this.#lease.destination === address);
  }

  /**
   * Sends a text by SIP MESSAGE.
   *
   * @param {string} address  `user@host`.
   * @param {string} text
   * @returns {ReturnType<typeof import('./message.js').sendMessage>}
   * @throws {Failure}
   */
  async message(address, text) {
    try {
      await this.#reach(address, () => true);
      return await this.#connectedLine().message(address, text);
    } finally {
      this.#ports.onmessage();
    }
  }

  /**
   * @param {string} address
   * @param {() => boolean} wanted
   */
  async #reach(address, wanted) {
    this.#dropDead();
    const generation = this.#generation;
    try {
      await this.#prepare(address, wanted);
    } catch (error) {
      const failure = failureOf(error);
      // A refusal may be about this destination only.
      if (failure.final && failure.key !== 'refused_by_site' && generation === this.#generation) {
        this.#lose(failure);
      }
      throw failure;
    }
  }

  /**
   * @param {string} address
   * @param {() => boolean} wanted
   */
  async #prepare(address, wanted) {
    await this.begin(address);
    await this.#link.ready();
    if (!this.#lease.serves(address)) {
      await this.#renewal.move(wanted, address);
    }
  }

  #connectedLine() {
    if (!this.#line) {
      throw new Failure('server_unreachable');
    }
    return this.#line;
  }

  /**
   * @param {string} address  `user@host`.
   * @param {any} options  JsSIP's options of UA.call().
   * @returns {any}  JsSIP's RTCSession.
   * @throws {Failure}
   */
  call(address, options) {
    return this.#connectedLine().call(address, options);
  }

  /** To be called when a call is over: does what had to wait for its end. */
  settle() {
    this.#lease.destination = null;
    if (this.#lapsed) {
      this.#ports.onlost(this.#lapsed);
    } else {
      this.#renewal.settle();
    }
  }

  /**
   * To be called when the computer may have slept, or moved to another network.
   *
   * @param {boolean} moved  A connection that still looks open may then be dead.
   */
  async wake(moved) {
    if (this.connected && (moved || this.#lease.due)) {
      // The end of a call could not be told over a dead connection.
      await this.#renewal.start(moved && this.#ports.talking());
    } else if (moved && this.#ports.idle()) {
      this.#dropDead();
    } else if (moved) {
      this.#line?.hurry();
    }
  }

  /** A line that is down waits up to half a minute, or as long as the site asked for, before it connects. */
  #dropDead() {
    if (this.#line && !this.connected && !this.#ports.talking()) {
      this.stop();
    }
  }

  /** Can no longer be called; a call that goes on is left alone. */
  unregister() {
    this.#line?.unregister();
  }

  /** Disconnects and says nothing. */
  stop() {
    this.#generation++;
    this.#lease.end();
    this.#renewal.stop();
    const line = this.#line;
    this.#line = this.#beginning = this.#lapsed = null;
    this.#link.reset();
    line?.stop();
  }

  /**
   * Starts the line, unless it is there.
   *
   * @param {string | null} [address]  Whom it is to reach; null: it is to be called.
   * @returns {Promise<void>}
   * @throws {Failure}
   */
  begin(address = null) {
    if (this.#line) {
      return Promise.resolve();
    }
    this.#beginning ??= this.#connect(this.#generation, address);
    return this.#beginning;
  }

  /**
   * @param {number} generation
   * @param {string | null} address
   */
  async #connect(generation, address) {
    this.#link.connecting();
    try {
      const { mayRegister } = this.#ports;
      const [session, { UA }, register] = await Promise.all([this.#lease.request(address), loadJsSIP(), mayRegister()]);
      if (generation !== this.#generation) {
        throw new Failure('offline');
      }
      refuseGuest(session, address);
      this.#start(UA, session, register);
    } finally {
      this.#beginning = generation === this.#generation ? null : this.#beginning;
    }
  }

  /**
   * @param {typeof import('./vendor/jssip.js').UA} UA
   * @param {Session} session
   * @param {boolean} register
   */
  #start(UA, session, register) {
    const { dispatch, onincoming, config } = this.#ports;
    this.#line = new Line(UA, session, this.#lease.credentials, config, register, {
      source: () => this.#lease.nextUrl(),
      nourl: (failure) => (failure.final ? this.#lose(failure) : this.#link.retrying(failure, this.#line?.retryAt)),
      connected: () => this.#line && this.#link.connected(this.#line),
      disconnected: (reason) => this.#link.disconnected(reason, this.#line?.retryAt ?? 0),
      registered: () => this.#link.registered(),
      unregistered: () => this.#link.unregistered(),
      refused: (status) => this.#notRegistered(status),
      incoming: onincoming,
      message: (message) => dispatch({ type: 'message-in', ...message, at: Date.now() }),
    });
    this.#lease.begin(session);
    this.#line.start();
  }

  /** @param {number} status  0 without an answer. */
  #notRegistered(status) {
    const failure = registrationFailure(status, this.#lease.credentials !== null);
    if (status === 403 && this.#lease.expired) {
      this.#renewal.start();
    } else if (failure.final) {
      this.#lose(failure);
    } else if (this.connected) {
      this.#link.retrying(failure);
      // Without an answer the connection is dead, whatever the browser says of it.
      status ? this.#line?.registerLater() : this.#renewal.start();
    }
  }

  /**
   * Ends the line, but not a call that is going on.
   *
   * @param {Failure} failure
   */
  #lose(failure) {
    this.#link.lost(failure);
    if (this.#ports.talking()) {
      this.#lapsed = failure;
    } else {
      this.#ports.onlost(failure);
    }
  }
}
