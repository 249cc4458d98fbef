// SPDX-License-Identifier: MIT

import { Failure, failureOf, noticeOf, registrationText } from './failure.js';
import { Lease } from './lease.js';
import { Line, loadJsSIP } from './line.js';
import { Renewal } from './renewal.js';
import { notice } from './state.js';
import { Deferred, within } from './timing.js';

/** Milliseconds to wait for the server before a call is given up. */
const PATIENCE = 10000;

/**
 * @typedef {import('./session.js').Session} Session
 * @typedef {import('./account.js').Credentials} Credentials
 *
 * @typedef {object} Ports  What the agent needs of the rest of the phone.
 * @property {{open: (destination: string | null) => Promise<Session>}} sessions
 * @property {(action: import('./state.js').Action) => void} dispatch
 * @property {(rtc: any, request: any) => void} onincoming
 * @property {() => boolean} idle  Whether there is no call.
 * @property {(failure: Failure) => void} onlost  The line is useless from now on.
 */

/** Connects, registers and reconnects. */
export class Agent {
  #ports;
  #lease;
  #renewal;
  /** @type {Line | null} */
  #line = null;
  /** @type {Promise<void> | null} */
  #beginning = null;
  /** Resolved while calls can be made. */
  #up = new Deferred();
  /** Why the line ends with the current call. @type {Failure | null} */
  #lapsed = null;
  // Counts stop(): whoever awaited meanwhile is out of date.
  #generation = 0;

  /** @param {Ports} ports */
  constructor(ports) {
    this.#ports = ports;
    this.#lease = new Lease(ports.sessions, () => this.#renewal.start());
    this.#renewal = new Renewal({
      lease: this.#lease,
      line: () => this.#line,
      idle: ports.idle,
      onrefused: (failure) => this.#lose(failure),
      onstale: (failure) => ports.dispatch({ type: 'retrying', notice: noticeOf(failure) }),
      onrenewed: (line) => this.#restored(line),
    });
  }

  /** @param {Credentials | null} credentials  Kept in memory only. */
  set credentials(credentials) {
    this.#lease.credentials = credentials;
  }

  /** ICE servers of the current session. */
  get iceServers() {
    return this.#lease.iceServers;
  }

  /** Whether requests can be sent now. */
  get connected() {
    return Boolean(this.#line?.connected);
  }

  /** Whether there is a line, connected or trying to be. */
  get started() {
    return this.#line !== null;
  }

  /**
   * Makes the line ready to call an address: connected, registered where the
   * user registers, with a session that allows the call.
   *
   * @param {string} address  `user@host`.
   * @throws {Failure}
   */
  async ready(address) {
    this.#lease.destination = address;
    this.#dropDead();
    const generation = this.#generation;
    try {
      await this.#prepare(address);
    } catch (error) {
      const failure = failureOf(error);
      // A refusal may be about this destination only.
      if (failure.final && failure.key !== 'refused_by_site' && generation === this.#generation) {
        this.#ports.onlost(failure);
      }
      throw failure;
    }
  }

  /** @param {string} address */
  async #prepare(address) {
    await this.begin();
    await within(this.#up.promise, PATIENCE, 'server_unreachable');
    if (!this.#lease.serves(address)) {
      // A call that was given up meanwhile must not take the line from the next one.
      await this.#renewal.move(() => this.#lease.destination === address);
    }
  }

  /**
   * @param {string} address  `user@host`.
   * @param {any} options  JsSIP's options of UA.call().
   * @returns {any}  JsSIP's RTCSession.
   * @throws {Failure}
   */
  call(address, options) {
    if (!this.#line) {
      throw new Failure('server_unreachable');
    }
    return this.#line.call(address, options);
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
  wake(moved) {
    if (this.connected && (moved || this.#lease.due)) {
      this.#renewal.start();
    } else if (moved && this.#ports.idle()) {
      this.#dropDead();
    }
  }

  /** A line that is down waits up to half a minute, or as long as the site asked for, before it connects. */
  #dropDead() {
    if (this.#line && !this.connected) {
      this.stop();
    }
  }

  /** Disconnects and says nothing. */
  stop() {
    this.#generation++;
    this.#lease.end();
    this.#renewal.stop();
    const line = this.#line;
    this.#line = this.#beginning = this.#lapsed = null;
    this.#up.reject(new Failure('offline'));
    this.#up = new Deferred();
    line?.stop();
  }

  /**
   * Starts the line, unless it is there.
   *
   * @returns {Promise<void>}
   * @throws {Failure}
   */
  begin() {
    if (this.#line) {
      return Promise.resolve();
    }
    this.#beginning ??= this.#connect(this.#generation);
    return this.#beginning;
  }

  /** @param {number} generation */
  async #connect(generation) {
    this.#ports.dispatch({ type: 'connecting' });
    try {
      const [session, { UA }] = await Promise.all([this.#lease.request(), loadJsSIP()]);
      if (generation !== this.#generation) {
        throw new Failure('offline');
      }
      this.#refuseGuest(session);
      this.#start(UA, session);
    } finally {
      this.#beginning = generation === this.#generation ? null : this.#beginning;
    }
  }

  /**
   * Guests call; nobody can call them, so there is nothing to go online for.
   *
   * @param {Session} session
   */
  #refuseGuest({ user }) {
    if (user && !user.register && this.#ports.idle()) {
      throw new Failure('guest_no_calls', { final: true, level: 'info' });
    }
  }

  /**
   * @param {typeof import('./vendor/jssip.js').UA} UA
   * @param {Session} session
   */
  #start(UA, session) {
    const { dispatch, onincoming } = this.#ports;
    this.#line = new Line(UA, session, this.#lease.credentials, {
      source: () => this.#lease.nextUrl(),
      nourl: (failure) => this.#noUrl(failure),
      connected: (user) => this.#connected(user),
      disconnected: (reason) => this.#disconnected(reason),
      registered: () => this.#registered(),
      unregistered: () => dispatch({ type: 'unregistered' }),
      refused: (status) => this.#notRegistered(status),
      incoming: onincoming,
    });
    this.#lease.begin(session);
    this.#line.start();
  }

  /** @param {Failure} failure */
  #noUrl(failure) {
    if (failure.final) {
      this.#lose(failure);
    } else {
      this.#ports.dispatch({ type: 'retrying', notice: noticeOf(failure) });
    }
  }

  /** @param {import('./state.js').User} user */
  #connected(user) {
    this.#ports.dispatch({ type: 'connected', user });
    if (!user.register) {
      this.#up.resolve();
    }
  }

  #registered() {
    this.#ports.dispatch({ type: 'registered' });
    this.#up.resolve();
  }

  /** @param {string} reason  Says whether #noUrl() has told more. */
  #disconnected(reason) {
    this.#up = this.#up.settled ? new Deferred() : this.#up;
    if (reason !== 'no session') {
      this.#ports.dispatch({ type: 'retrying', notice: notice('server_unreachable') });
    }
  }

  /**
   * Shows again what the line can do.
   *
   * @param {Line} line
   */
  #restored(line) {
    if (line.registered) {
      this.#registered();
    } else if (!line.registers) {
      this.#ports.dispatch({ type: 'connected', user: line.user });
    }
  }

  /** @param {number} status  0 without an answer. */
  #notRegistered(status) {
    if (status === 403 && this.#lease.expired) {
      this.#renewal.start();
    } else if ([401, 403, 407].includes(status)) {
      this.#lose(new Failure(this.#lease.credentials ? 'login_refused' : 'registration_refused', { final: true }));
    } else if (this.connected) {
      this.#ports.dispatch({ type: 'retrying', notice: notice(registrationText(status)) });
      if (status === 0) {
        // The connection is dead, whatever the browser says of it.
        this.#renewal.start();
      } else {
        this.#line?.registerLater();
      }
    }
  }

  /**
   * Ends the line, but not a call that is going on.
   *
   * @param {Failure} failure
   */
  #lose(failure) {
    this.#up.reject(failure);
    if (this.#ports.idle()) {
      this.#ports.onlost(failure);
    } else {
      this.#lapsed = failure;
    }
  }
}
