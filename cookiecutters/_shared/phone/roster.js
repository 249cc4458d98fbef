// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { Call } from './call.js';
import { failureOf, noticeOf } from './failure.js';
import { closeMedia, openMedia } from './media.js';
import { notice } from './state.js';

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
 * @property {() => void} onover  Told when the last call is over.
 *
 * @typedef {object} Entry
 * @property {number} id  As in the state.
 * @property {Call} call
 */

/** The calls that a phone has, from their beginning to their end, and their microphones. */
export class Roster {
  #ports;
  /** @type {Map<number, Call>} */
  #calls = new Map();
  #count = 0;

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

  /** The call shown. */
  get current() {
    return this.of(this.#state.call);
  }

  get entries() {
    return [...this.#calls].map(([id, call]) => ({ id, call }));
  }

  /** @param {import('./state.js').Call | null} call */
  of(call) {
    return call ? (this.#calls.get(call.id) ?? null) : null;
  }

  /** @param {number} id */
  has(id) {
    return this.#calls.has(id);
  }

  /**
   * @param {(id: number, event: any) => void} referred  The other party wants us to call somebody else.
   * @returns {Entry}
   */
  begin(referred) {
    const id = ++this.#count;
    const call = new Call({
      dispatch: (action) => this.has(id) && this.#dispatch({ ...action, id }),
      remote: (stream) => this.#arrived(id, stream),
      over: (reason) => this.over(id, reason),
      referred: (event) => referred(id, event),
    }, this.#ports.agent, this.#ports.config.relay_only);
    this.#calls.set(id, call);
    return { id, call };
  }

  /**
   * @param {number} id
   * @param {MediaStream} stream
   */
  #arrived(id, stream) {
    if (this.#state.call?.id === id) {
      this.#ports.screen.showRemote(stream);
    }
    this.#dispatch({ type: 'call-remote', id, video: hasVideo(stream) });
  }

  /** Lets the call shown be seen and heard. */
  show() {
    const call = this.current;
    const own = call?.sending.stream ?? null;
    this.#ports.screen.showLocal(own && hasVideo(own) ? own : null);
    this.#ports.screen.showRemote(call?.remote ?? null);
  }

  /**
   * Runs the steps to a call, until it is over; a failure of theirs ends it.
   *
   * @param {Entry} entry
   * @param {(() => unknown)[]} steps
   */
  async attempt({ id, call }, steps) {
    try {
      for (const step of steps) {
        if (this.has(id)) {
          await step();
        }
      }
    } catch (error) {
      this.over(id, noticeOf(failureOf(error)));
      call.end(480);
    }
  }

  /**
   * Calls somebody.
   *
   * @param {Entry} entry
   * @param {string} address  `user@host`.
   * @param {boolean} video
   * @param {(options: object) => void} send  Makes JsSIP call, with its options of UA.call().
   */
  async dial(entry, address, video, send) {
    const { agent, config } = this.#ports;
    const { id, call } = entry;
    await this.attempt(entry, [
      () => this.#open(entry, video),
      () => agent.ready(address),
      () => this.#dispatch({ type: 'call-sent', id, video: call.sending.video }),
      () => send({
        eventHandlers: call.handlers,
        mediaStream: call.sending.stream,
        pcConfig: call.pcConfig,
        extraHeaders: config.extra_headers,
      }),
    ]);
  }

  /**
   * Answers an incoming call.
   *
   * @param {Entry} entry
   * @param {boolean} video
   */
  async answer(entry, video) {
    const { id, call } = entry;
    this.#dispatch({ type: 'call-answering', id });
    await this.attempt(entry, [
      () => this.#open(entry, video),
      () => this.#dispatch({ type: 'call-video', id, sends: call.sending.video }),
      () => call.answer(),
    ]);
  }

  /**
   * @param {Entry} entry
   * @param {boolean} video
   */
  async #open({ id, call }, video) {
    const { stream, hint } = await openMedia(video, (asking) => this.#dispatch({ type: 'call-asking', id, asking }));
    if (!this.has(id)) {
      closeMedia(stream);
      return;
    }
    call.sending.change({ stream });
    this.show();
    if (hint) {
      this.#dispatch({ type: 'notice', notice: notice(hint, { level: 'info' }) });
    }
  }

  /**
   * @param {number} id
   * @param {import('./state.js').Notice} reason
   */
  over(id, reason) {
    const call = this.#calls.get(id);
    if (!call) {
      return;
    }
    this.#calls.delete(id);
    call.sending.close();
    // Whoever passed us on hangs up when that has worked: no news.
    this.#dispatch({ type: 'call-ended', id, notice: call.sending.parked ? this.#state.notice : reason });
    this.current?.sending.change({ parked: false });
    this.show();
    if (!this.#state.call) {
      this.#ports.onover();
    }
  }
}

/** @param {MediaStream} stream */
function hasVideo(stream) {
  return stream.getVideoTracks().length > 0;
}
