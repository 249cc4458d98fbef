// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/** Milliseconds that a connection may be silent before something is done about it; it often comes back by itself. */
const HOPE = 2000;

/** Milliseconds that the callee gives the caller for each try: two at once would undo each other. */
const HEAD_START = 3000;

/** Milliseconds between tries to get it back. */
const AGAIN = 4000;

/** Milliseconds after which the call is given up. */
const PATIENCE = 40000;

/** SIP status: the server, or the other party, knows nothing of the call any more. */
const GONE = 481;

/** Milliseconds in which the connection of such a call may still come back by itself. */
const GRACE = 8000;

/**
 * @typedef {object} Ports
 * @property {() => boolean} established  Whether the call can be offered anew.
 * @property {() => boolean} caller  Whether this side made the call.
 * @property {() => Promise<number>} restart  Looks for another way (ICE restart); gives the SIP status of the answer.
 * @property {(interrupted: boolean) => void} oninterrupted
 * @property {() => void} onlost  The call is not to be saved.
 */

/** Gets the sound of a call back when the network changes or fails. */
export class Recovery {
  #ports;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** When the connection was lost; 0 while it stands. */
  #since = 0;
  #trying = false;

  /**
   * @param {RTCPeerConnection} connection
   * @param {Ports} ports
   */
  constructor(connection, ports) {
    this.#ports = ports;
    // In capture, so before JsSIP hears of it, which would end the call at once.
    connection.addEventListener('iceconnectionstatechange', (event) => {
      if (connection.iceConnectionState === 'failed') {
        event.stopImmediatePropagation();
      }
    }, { capture: true });
    connection.addEventListener('connectionstatechange', () => this.#follow(connection));
  }

  /** Whether the connection is to be got back. */
  get busy() {
    return this.#since !== 0;
  }

  /** Looks for another way at once: the network has changed. */
  start() {
    if (this.#ports.established()) {
      this.#try();
    }
  }

  /** To be called when the other party looks for another way. */
  postpone() {
    if (this.#since) {
      this.#tryIn(AGAIN);
    }
  }

  stop() {
    clearTimeout(this.#timer);
    this.#since = 0;
  }

  /** @param {RTCPeerConnection} connection */
  #follow({ connectionState: state, iceConnectionState: ice }) {
    // Where the way is open, but nobody answers at its end, another way would not help.
    const hopeless = !this.#ports.established() || ice === 'connected' || ice === 'completed';
    if (state === 'connected') {
      this.#restored();
    } else if (state === 'failed' && hopeless) {
      this.#ports.onlost();
    } else if (state === 'disconnected' || state === 'failed') {
      this.#interrupted();
    }
  }

  #restored() {
    if (this.#since) {
      this.stop();
      this.#ports.oninterrupted(false);
    }
  }

  #interrupted() {
    if (!this.#since) {
      this.#since = Date.now();
      this.#ports.oninterrupted(true);
      this.#tryIn(HOPE);
    }
  }

  /** @param {number} milliseconds */
  #tryIn(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#try(), milliseconds + (this.#ports.caller() ? 0 : HEAD_START));
  }

  async #try() {
    if (this.#trying) {
      return;
    }
    this.#trying = true;
    const status = await this.#ports.restart();
    this.#trying = false;
    if (!this.#since) {
      return;
    }
    if (Date.now() - this.#since > PATIENCE) {
      this.#giveUp();
    } else if (status === GONE) {
      this.#timer = setTimeout(() => this.#giveUp(), GRACE);
    } else {
      this.#tryIn(AGAIN);
    }
  }

  #giveUp() {
    this.stop();
    this.#ports.onlost();
  }
}
