// SPDX-License-Identifier: MIT

import { Call, offersVideo, peerOf } from './call.js';
import { failureOf, noticeOf } from './failure.js';
import { closeMedia, openMedia } from './media.js';
import { notice } from './state.js';

/** SIP status for a second caller. */
const BUSY_HERE = 486;

/** SIP status when the visitor rejects: no other device need go on ringing. */
const DECLINE = 603;

/**
 * @typedef {object} Screen  Where pictures and sound go.
 * @property {(stream: MediaStream | null) => void} showLocal
 * @property {(stream: MediaStream | null) => void} showRemote
 *
 * @typedef {object} Ports
 * @property {import('./agent.js').Agent} agent
 * @property {import('./state.js').Store} store
 * @property {Screen} screen
 * @property {import('./config.js').Config} config
 * @property {() => void} onover  Told when a call is over.
 */

/** The calls of one phone, one at a time. */
export class Calls {
  #ports;
  /** @type {Call | null} */
  #call = null;
  /** @type {MediaStream | null} */
  #stream = null;

  /** @param {Ports} ports */
  constructor(ports) {
    this.#ports = ports;
  }

  get #state() {
    return this.#ports.store.state;
  }

  /** @param {import('./state.js').Action} action */
  #dispatch(action) {
    this.#ports.store.dispatch(action);
  }

  /**
   * @param {string} address  `user@host`.
   * @param {boolean} video
   */
  async place(address, video) {
    if (this.#state.call) {
      return;
    }
    this.#dispatch({ type: 'call-out', peer: { name: '', address }, video });
    const call = this.#begin();
    await this.#attempt(call, async () => {
      const stream = await this.#open(call, video);
      if (call === this.#call) {
        await this.#ports.agent.ready(address);
      }
      if (call === this.#call) {
        this.#send(call, address, stream);
      }
    });
  }

  /**
   * @param {Call} call
   * @param {string} address
   * @param {MediaStream} stream
   */
  #send(call, address, stream) {
    const { agent } = this.#ports;
    this.#dispatch({ type: 'call-sent', video: hasVideo(stream) });
    call.adopt(agent.call(address, {
      eventHandlers: call.handlers,
      mediaStream: stream,
      pcConfig: { iceServers: agent.iceServers },
    }));
  }

  /**
   * @param {any} rtc  JsSIP's RTCSession.
   * @param {any} request  Its INVITE.
   */
  receive(rtc, request) {
    if (this.#state.call) {
      rtc.terminate({ status_code: BUSY_HERE });
      return;
    }
    const video = this.#ports.config.video && offersVideo(request);
    this.#dispatch({ type: 'call-in', peer: peerOf(rtc), video });
    this.#begin().adopt(rtc);
  }

  /** @param {boolean} video */
  async answer(video) {
    const call = this.#call;
    if (!call || this.#state.call?.phase !== 'incoming') {
      return;
    }
    this.#dispatch({ type: 'call-answering' });
    await this.#attempt(call, async () => {
      const stream = await this.#open(call, video);
      if (call === this.#call) {
        this.#dispatch({ type: 'call-video', sends: hasVideo(stream) });
        call.answer(stream, this.#ports.agent.iceServers);
      }
    });
  }

  /** Cancels, rejects or hangs up, whichever fits. */
  end() {
    const call = this.#call;
    const incoming = this.#state.call?.phase === 'incoming';
    call?.end(incoming ? DECLINE : undefined);
    if (call && call === this.#call) {
      this.#over(call, notice('call_cancelled', { level: 'info' }));
    }
  }

  /** @param {boolean} muted */
  mute(muted) {
    this.#call?.mute(muted);
    this.#dispatch({ type: 'call-muted', muted });
  }

  /** @param {boolean} off */
  hideCamera(off) {
    this.#call?.hideCamera(off);
    this.#dispatch({ type: 'call-camera', off });
  }

  /** @param {string} tone  One of 0-9 * #. */
  sendTone(tone) {
    const { agent, config } = this.#ports;
    this.#call?.sendTone(tone, config.dtmf, agent.connected);
  }

  #begin() {
    /** @type {Call} */
    const call = new Call({
      dispatch: (action) => call === this.#call && this.#dispatch(action),
      remote: (stream) => call === this.#call && this.#showRemote(stream),
      over: (reason) => this.#over(call, reason),
    });
    this.#call = call;
    return call;
  }

  /** @param {MediaStream} stream */
  #showRemote(stream) {
    this.#ports.screen.showRemote(stream);
    this.#dispatch({ type: 'call-remote', video: hasVideo(stream) });
  }

  /**
   * @param {Call} call
   * @param {boolean} video
   */
  async #open(call, video) {
    const { stream, camera } = await openMedia(video, (asking) => {
      if (call === this.#call) {
        this.#dispatch({ type: 'call-asking', asking });
      }
    });
    if (call !== this.#call) {
      closeMedia(stream);
      return stream;
    }
    this.#stream = stream;
    this.#ports.screen.showLocal(hasVideo(stream) ? stream : null);
    if (camera) {
      this.#dispatch({ type: 'notice', notice: notice(camera, { level: 'info' }) });
    }
    return stream;
  }

  /**
   * Runs the steps to a call; a failure of theirs ends it.
   *
   * @param {Call} call
   * @param {() => Promise<void>} steps
   */
  async #attempt(call, steps) {
    try {
      await steps();
    } catch (error) {
      const reason = noticeOf(failureOf(error));
      if (call === this.#call) {
        this.#over(call, reason);
        call.end(480);
      }
    }
  }

  /**
   * @param {Call} call
   * @param {import('./state.js').Notice} reason
   */
  #over(call, reason) {
    if (call !== this.#call) {
      return;
    }
    this.#call = null;
    closeMedia(this.#stream);
    this.#stream = null;
    this.#ports.screen.showLocal(null);
    this.#ports.screen.showRemote(null);
    this.#dispatch({ type: 'call-ended', notice: reason });
    this.#ports.onover();
  }
}

/** @param {MediaStream} stream */
function hasVideo(stream) {
  return stream.getVideoTracks().length > 0;
}
