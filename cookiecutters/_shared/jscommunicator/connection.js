// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { parseAddress } from '../phone/address.js';
import { failureOf } from '../phone/failure.js';
import { Lease } from '../phone/lease.js';
import { loadJsSIP } from '../phone/line.js';
import { Renewal } from '../phone/renewal.js';
import { FixedSession, SessionClient } from '../phone/session.js';
import { FreshSocket } from '../phone/socket.js';
import { withData } from './guards/chat.js';

/** Milliseconds that a replaced connection still receives. */
const LINGER = 1000;

/** Connects JSCommunicator through sessions of the site, each with a token of its own. */
export class Connection {
  #config;
  #onfailure;
  #lease;
  #renewal;
  /** @type {import('../phone/session.js').Session | null} */
  #session = null;
  /** What renewal needs of a line. @type {any} */
  #line = null;
  /** @type {any} */
  #sip = null;
  /** @type {any} */
  #manager = null;

  /**
   * @param {import('../phone/config.js').Config} config
   * @param {(failure: import('../phone/failure.js').Failure) => void} onfailure
   */
  constructor(config, onfailure) {
    this.#config = config;
    this.#onfailure = onfailure;
    this.#lease = new Lease(config.session ? new SessionClient(config.session) : new FixedSession(config), () => this.#renewal.start());
    this.#renewal = new Renewal({
      lease: this.#lease,
      line: () => this.#line,
      idle: () => !this.#manager?.current_session,
      onrefused: (failure) => this.#refused(failure),
      onstale: onfailure,
      onrenewed: () => {},
    });
  }

  /**
   * The first session.
   *
   * @returns {Promise<import('../phone/session.js').Session>}
   * @throws {import('../phone/failure.js').Failure}
   */
  async open() {
    this.#lease.destination = parseAddress(this.#config.destination, this.#config.sip_domain);
    if (!this.#config.session) {
      // Credentials that JSCommunicator's own form asks for.
      this.#lease.credentials = { address: '', password: '', name: '' };
    }
    [this.#session, this.#sip] = await Promise.all([this.#lease.request(), loadJsSIP()]);
    return this.#session;
  }

  /** What stands in for the global JsSIP. */
  library() {
    const { UA } = this.#sip;
    const makeSocket = (/** @type {string} */ url) => this.#makeSocket(url);
    return {
      ...this.#sip,
      UA: class extends UA {
        /** @param {any} settings */
        constructor(settings) {
          // Session timers: their requests would be refused after the end of the token, and end the call.
          super({ ...settings, session_timers: false });
        }

        /**
         * @param {string} name
         * @param {any} event
         */
        emit(name, event) {
          return super.emit(name, name === 'newMessage' ? withData(event) : event);
        }
      },
      WebSocketInterface: class {
        /** @param {string} url */
        constructor(url) {
          return makeSocket(url);
        }
      },
    };
  }

  /** @param {string} url */
  #makeSocket(url) {
    if (this.#session) {
      this.#lease.begin(this.#session);
    }
    const socket = new FreshSocket({ url, source: () => this.#lease.nextUrl(), onfailure: this.#onfailure });
    this.#line = {
      get connected() {
        return socket.isConnected();
      },
      move: (/** @type {string} */ next, /** @type {() => boolean} */ wanted) => move(socket, this.#manager.phone, next, wanted),
    };
    return socket;
  }

  /**
   * Sees to the token before and after each call.
   *
   * @param {any} manager  JSCommManager.
   */
  attach(manager) {
    this.#manager = manager;
    const call = manager.make_call.bind(manager);
    manager.make_call = async (/** @type {string} */ destination, /** @type {boolean} */ video) => {
      try {
        await this.#ready(destination);
        call(destination, video);
      } catch (error) {
        this.#onfailure(failureOf(error));
      }
    };
    const begin = manager.session_start.bind(manager);
    manager.session_start = (/** @type {any} */ event) => {
      ['ended', 'failed'].forEach((end) => event.session.on(end, () => setTimeout(() => this.#renewal.settle())));
      begin(event);
    };
  }

  /** @param {string} destination */
  async #ready(destination) {
    const address = parseAddress(destination, this.#config.sip_domain);
    this.#lease.destination = address;
    if (this.#config.session && address && !this.#lease.serves(address)) {
      await this.#renewal.move(() => this.#lease.destination === address);
    }
  }

  /** @param {import('../phone/failure.js').Failure} failure */
  #refused(failure) {
    this.#manager?.phone?.stop();
    this.#onfailure(failure);
  }
}

/**
 * @param {FreshSocket} socket
 * @param {any} phone  JsSIP's UA.
 * @param {string} url
 * @param {() => boolean} wanted
 */
async function move(socket, phone, url, wanted) {
  const release = await socket.replace(url, wanted);
  if (!release) {
    return false;
  }
  if (phone.isRegistered()) {
    phone.register();
  }
  setTimeout(release, LINGER);
  return true;
}
