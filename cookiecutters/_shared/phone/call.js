// SPDX-License-Identifier: MIT

import { cleanName, withoutScheme } from './address.js';
import { failureOf } from './failure.js';
import { notice } from './state.js';

/** Milliseconds to wait for further ICE candidates after the first. */
const GATHERING = 2000;

/** Milliseconds that a digit sounds. */
const TONE = 160;

/** Texts for the final answers of a server or of the other party (RFC 3261). */
/** @type {Record<number, string>} */
const STATUS_TEXTS = {
  401: 'call_unauthorised',
  403: 'call_refused',
  404: 'not_found',
  407: 'call_unauthorised',
  408: 'no_answer',
  410: 'not_found',
  480: 'no_answer',
  484: 'not_found',
  485: 'not_found',
  486: 'busy',
  487: 'no_answer',
  488: 'incompatible',
  600: 'busy',
  603: 'declined',
  604: 'not_found',
  606: 'incompatible',
};

/** JsSIP's cause of an end for want of sound. */
const MEDIA_LOST = 'RTP Timeout';

/** Texts for the ends that JsSIP finds by itself (JsSIP.C.causes). */
/** @type {Record<string, string>} */
const CAUSE_TEXTS = {
  'Connection Error': 'server_unreachable',
  'Request Timeout': 'server_unreachable',
  'No Answer': 'no_answer',
  [MEDIA_LOST]: 'media_lost',
  'WebRTC Error': 'incompatible',
  'Bad Media Description': 'incompatible',
};

/**
 * Why an outgoing call came to nothing.
 *
 * @param {number} status  Of the final answer; 0 without one.
 * @param {string} cause  JsSIP's.
 */
export function failureText(status, cause) {
  return STATUS_TEXTS[status] ?? CAUSE_TEXTS[cause] ?? 'call_failed';
}

/**
 * Who is at the other end of an incoming call. Both texts come from the network.
 *
 * @param {any} rtc  JsSIP's RTCSession.
 * @returns {import('./state.js').Peer}
 */
export function peerOf(rtc) {
  const { display_name: name, uri } = rtc.remote_identity;
  return { name: cleanName(name), address: cleanName(withoutScheme(uri.toAor())) };
}

/**
 * Whether an incoming INVITE offers a picture.
 *
 * @param {any} request  JsSIP's IncomingRequest.
 */
export function offersVideo(request) {
  return /^m=video [1-9]/m.test(request.body ?? '');
}

/**
 * @typedef {object} CallEvents
 * @property {(action: import('./state.js').Action) => void} dispatch
 * @property {(stream: MediaStream) => void} remote  Told of the other party's stream, and of each change in it.
 * @property {(notice: import('./state.js').Notice) => void} over
 */

/** One call: JsSIP's RTCSession, told to the phone as actions. */
export class Call {
  /** @type {any} */
  #rtc = null;
  #events;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #gathering;

  /** @param {CallEvents} events */
  constructor(events) {
    this.#events = events;
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
    const { dispatch } = this.#events;
    return {
      peerconnection: ({ peerconnection }) => this.#watch(peerconnection),
      icecandidate: ({ ready }) => this.#hurry(ready),
      progress: ({ originator }) => originator === 'remote' && dispatch({ type: 'call-ringing' }),
      confirmed: () => dispatch({ type: 'call-active', at: Date.now() }),
      newDTMF: ({ originator, dtmf }) => originator === 'local' && this.#follow(dtmf),
      ended: ({ cause }) => this.#ended(cause),
      failed: (event) => this.#failed(event),
    };
  }

  /**
   * Takes the session over. An incoming one gets its handlers here; an
   * outgoing one must be given them when it is made.
   *
   * @param {any} rtc
   */
  adopt(rtc) {
    this.#rtc = rtc;
    if (rtc.direction === 'incoming') {
      Object.entries(this.handlers).forEach(([name, handler]) => rtc.on(name, handler));
    }
  }

  /**
   * @param {MediaStream} stream
   * @param {RTCIceServer[]} iceServers
   */
  answer(stream, iceServers) {
    this.#rtc.answer({ mediaStream: stream, pcConfig: { iceServers } });
  }

  /**
   * Cancels, rejects or hangs up, whichever fits.
   *
   * @param {number} [status]  SIP status for an incoming call that was not answered.
   */
  end(status) {
    this.#terminate(this.#rtc?.isEstablished() ? {} : { status_code: status });
  }

  /** @param {object} options  JsSIP's of RTCSession.terminate(). */
  #terminate(options) {
    if (this.#rtc && !this.#rtc.isEnded()) {
      guarded(() => this.#rtc.terminate(options))(null);
    }
  }

  /** @param {boolean} muted */
  mute(muted) {
    this.#rtc?.[muted ? 'mute' : 'unmute']({ audio: true });
  }

  /** @param {boolean} off */
  hideCamera(off) {
    this.#rtc?.[off ? 'mute' : 'unmute']({ video: true });
  }

  /**
   * Sends one digit: in the media (RFC 4733) when the far end takes that, which
   * needs neither the server nor a token that is still good; else by SIP INFO.
   *
   * @param {string} tone
   * @param {import('./config.js').Config['dtmf']} how
   * @param {boolean} connected  Whether the server can be reached. JsSIP ends the call over an INFO that cannot be sent.
   */
  sendTone(tone, how, connected) {
    const inMedia = how !== 'info' && this.#takesTones();
    if (!this.#rtc?.isEstablished() || (!inMedia && (how === 'rtp' || !connected))) {
      return;
    }
    this.#rtc.sendDTMF(tone, { duration: TONE, transportType: inMedia ? 'RFC2833' : 'INFO' });
    if (inMedia) {
      this.#sent(tone);
    }
  }

  /**
   * Only a digit by INFO is answered, and may be refused.
   *
   * @param {any} dtmf  JsSIP's DTMF.
   */
  #follow(dtmf) {
    dtmf.on('succeeded', guarded(() => this.#sent(dtmf.tone)));
  }

  /** @param {string} tone */
  #sent(tone) {
    this.#events.dispatch({ type: 'call-tone', tone });
  }

  #takesTones() {
    /** @type {RTCRtpSender[]} */
    const senders = this.#rtc?.connection?.getSenders() ?? [];
    return senders.some((sender) => sender.dtmf?.canInsertDTMF);
  }

  /** @param {RTCPeerConnection} connection */
  #watch(connection) {
    this.#gather(connection);
    connection.addEventListener('connectionstatechange', () => {
      // JsSIP looks at ICE alone, which may go on when the other party has gone without a BYE.
      if (connection.connectionState === 'failed') {
        this.#terminate({ cause: MEDIA_LOST, status_code: 408, reason_phrase: MEDIA_LOST });
      }
    });
  }

  /**
   * Gathers what comes in one stream: sound and picture may be announced in
   * streams of their own, or in none.
   *
   * @param {RTCPeerConnection} connection
   */
  #gather(connection) {
    const all = new MediaStream();
    connection.addEventListener('track', ({ track, streams }) => {
      all.addTrack(track);
      streams.forEach((stream) => stream.addEventListener('removetrack', (event) => {
        all.removeTrack(event.track);
        this.#events.remote(all);
      }));
      this.#events.remote(all);
    });
  }

  /**
   * An unreachable STUN or TURN server must not hold a call up.
   *
   * @param {() => void} ready
   */
  #hurry(ready) {
    this.#gathering ??= setTimeout(ready, GATHERING);
  }

  /** @param {string} cause */
  #ended(cause) {
    clearTimeout(this.#gathering);
    const lost = cause === MEDIA_LOST;
    this.#events.over(lost ? notice('media_lost') : notice('call_ended', { level: 'info' }));
  }

  /** @param {{originator: string, message: any, cause: string}} event */
  #failed({ originator, message, cause }) {
    clearTimeout(this.#gathering);
    if (this.#rtc?.direction === 'incoming') {
      this.#events.over(this.#missed(originator, cause));
    } else if (originator === 'local' && cause === 'Canceled') {
      this.#events.over(notice('call_cancelled', { level: 'info' }));
    } else {
      this.#events.over(notice(failureText(message?.status_code ?? 0, cause)));
    }
  }

  /**
   * @param {string} originator
   * @param {string} cause
   */
  #missed(originator, cause) {
    if (originator === 'local' && cause === 'Rejected') {
      return notice('call_rejected', { level: 'info' });
    }
    if (originator === 'remote' || cause === 'No Answer') {
      const { name, address } = peerOf(this.#rtc);
      return notice('missed', { level: 'info', values: [name || address] });
    }
    return notice('call_failed');
  }
}

/**
 * JsSIP ends the call when a handler throws; ours must not. Nor must JsSIP's
 * fault keep us from closing the microphone.
 *
 * @param {(event: any) => void} handler
 * @returns {(event: any) => void}
 */
function guarded(handler) {
  return (event) => {
    try {
      handler(event);
    } catch (error) {
      failureOf(error);
    }
  };
}
