// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/** Milliseconds to wait for further ICE candidates. */
const GATHERING = 2000;

/** Milliseconds between looks whether a call may be changed now. */
const AGAIN = 100;

/** Milliseconds that an offer may wait for its turn. */
const PATIENCE = 5000;

/** SIP status: both parties made an offer at once (RFC 3261, 14.1). */
const REQUEST_PENDING = 491;

/** Offers in a row that may collide. */
const TRIES = 3;

/**
 * Offers a call that is going on anew (re-INVITE). JsSIP's own hold() and renegotiate()
 * end the call when the offer is refused or meets one of the other party's.
 */
export class Renegotiation {
  #rtc;
  #queue = Promise.resolve(0);
  #offering = false;

  /** @param {any} rtc  JsSIP's RTCSession. */
  constructor(rtc) {
    this.#rtc = rtc;
    rtc.on('reinvite', (/** @type {any} */ { request, reject }) => {
      if (this.#offering) {
        reject({ status_code: REQUEST_PENDING });
      } else {
        this.#expect(request.body ?? '');
        this.#repair();
      }
    });
  }

  /** The browser takes our last offer back, if it came to nothing, for that of the other party. */
  #repair() {
    if (this.#stateOf() === 'have-local-offer') {
      this.offer({ iceRestart: true });
    }
  }

  /**
   * JsSIP answers an offer at once, without the candidates that an ICE restart asks
   * for, unless it is told to wait for them; there is no other way to tell it.
   *
   * @param {string} sdp  The other party's offer.
   */
  #expect(sdp) {
    const iceRestart = fragmentOf(sdp) !== fragmentOf(this.#rtc.connection.remoteDescription?.sdp ?? '');
    this.#rtc._rtcAnswerConstraints = iceRestart ? { iceRestart } : null;
  }

  /**
   * Offers what the connection's transceivers say. One offer at a time.
   *
   * @param {RTCOfferOptions} [options]
   * @returns {Promise<number>}  SIP status of the answer; 0 without one.
   */
  offer(options = {}) {
    this.#queue = this.#queue.then(() => this.#try(options, TRIES)).catch(() => 0);
    return this.#queue;
  }

  /**
   * @param {RTCOfferOptions} options
   * @param {number} tries
   * @returns {Promise<number>}
   */
  async #try(options, tries) {
    await this.#turn();
    const status = await this.#exchange(options);
    if (status !== REQUEST_PENDING || tries <= 1) {
      return status;
    }
    await pause(this.#rtc.direction === 'outgoing' ? 2100 + Math.random() * 1900 : Math.random() * 2000);
    return this.#try(options, tries - 1);
  }

  /** Waits until no other offer is under way. */
  async #turn() {
    const answering = () => this.#stateOf() === 'have-remote-offer';
    for (let waited = 0; !this.#rtc.isReadyToReOffer() || answering(); waited += AGAIN) {
      if (waited >= PATIENCE || this.#rtc.isEnded()) {
        throw new Error('another offer is under way');
      }
      await pause(AGAIN);
    }
  }

  #stateOf() {
    return this.#rtc.connection.signalingState;
  }

  /** @param {RTCOfferOptions} options */
  async #exchange(options) {
    /** @type {RTCPeerConnection} */
    const connection = this.#rtc.connection;
    this.#offering = true;
    try {
      await connection.setLocalDescription(await connection.createOffer(options));
      await gathered(connection, options.iceRestart === true);
      const response = await this.#send(connection.localDescription?.sdp ?? '');
      return await accepted(connection, response);
    } finally {
      // An offer that came to nothing stays until the next: Chromium, when it is to take one
      // back, may throw the connection away with it.
      this.#offering = false;
    }
  }

  /**
   * @param {string} sdp
   * @returns {Promise<any>}  JsSIP's IncomingResponse; null without one.
   */
  #send(sdp) {
    return new Promise((resolve) => {
      const none = () => resolve(null);
      const answered = (/** @type {any} */ response) => resolve(response ?? null);
      this.#rtc.sendRequest('INVITE', {
        extraHeaders: [`Contact: ${this.#rtc.contact}`, 'Content-Type: application/sdp'],
        body: sdp,
        eventHandlers: {
          // Told again of each retransmission, which needs an ACK, too.
          onSuccessResponse: (/** @type {any} */ response) => {
            this.#rtc.sendRequest('ACK');
            resolve(response);
          },
          onErrorResponse: answered,
          onDialogError: answered,
          onRequestTimeout: none,
          onTransportError: none,
        },
      });
    });
  }
}

/**
 * Takes the answer, if it is one.
 *
 * @param {RTCPeerConnection} connection
 * @param {any} response  JsSIP's IncomingResponse; null without one.
 * @returns {Promise<number>}  SIP status.
 */
async function accepted(connection, response) {
  const status = response?.status_code ?? 0;
  if (status >= 200 && status < 300 && response.body) {
    await connection.setRemoteDescription({ type: 'answer', sdp: response.body });
  }
  return status;
}

/**
 * The name under which a party looks for a way (ICE); a new one asks for a new way.
 *
 * @param {string} sdp
 */
function fragmentOf(sdp) {
  return /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1] ?? '';
}

/**
 * @param {RTCPeerConnection} connection
 * @param {boolean} anew  The connection does not say yet that it has begun.
 */
function gathered(connection, anew) {
  if (connection.iceGatheringState === 'complete' && !anew) {
    return Promise.resolve();
  }
  return /** @type {Promise<void>} */ (new Promise((resolve) => {
    setTimeout(resolve, GATHERING);
    connection.addEventListener('icegatheringstatechange', () => {
      if (connection.iceGatheringState === 'complete') {
        resolve();
      }
    });
  }));
}

/**
 * @param {number} milliseconds
 * @returns {Promise<void>}
 */
function pause(milliseconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
