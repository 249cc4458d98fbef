// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { failureOf, noticeOf } from '../failure.js';
import { closeMedia, openMedia } from '../media.js';
import { notice } from '../state.js';

/** Decibels below the loudest sound that still move the meter. */
const RANGE = 60;

/**
 * The test of the microphone: a meter that moves while one speaks. It ends with the
 * next call, which may want the microphone for itself.
 *
 * @param {import('./index.js').Context} context
 * @param {() => void} onopened  Told when the browser has let the microphone be used.
 */
export function bindLevel({ view, store, follow, signal }, onopened) {
  const button = view.role('test-microphone');
  /** @type {Listener | null} */
  let listener = null;

  /** @param {Listener | null} next */
  const use = (next) => {
    listener?.stop();
    listener = next;
    button.setAttribute('aria-pressed', String(next !== null));
    view.role('level').hidden = next === null;
  };

  async function start() {
    const mine = new Listener((level) => {
      view.input('level').value = String(level);
    });
    use(mine);
    try {
      const hint = await mine.start();
      onopened();
      if (hint && mine === listener) {
        store.dispatch({ type: 'notice', notice: notice(hint, { level: 'info' }) });
      }
    } catch (error) {
      if (mine === listener) {
        use(null);
        store.dispatch({ type: 'notice', notice: noticeOf(failureOf(error)) });
      }
    }
  }

  const stop = () => use(null);
  view.on('test-microphone', 'click', () => (listener ? stop() : start()), signal);
  signal.addEventListener('abort', stop);
  follow((state, before) => {
    if (state.call && !before.call) {
      stop();
    }
    button.hidden = state.call !== null;
  });
  return { stop, restart: () => listener && start() };
}

/** Hears how loud the chosen microphone is. */
class Listener {
  #onlevel;
  #stopped = false;
  /** @type {MediaStream | null} */
  #stream = null;
  /** @type {AudioContext | null} */
  #context = null;

  /** @param {(level: number) => void} onlevel  Told of each level from 0 to 1. */
  constructor(onlevel) {
    this.#onlevel = onlevel;
  }

  /**
   * @returns {Promise<string>}  Key of a text on what is not as the visitor wanted, or ''.
   * @throws {import('../failure.js').Failure}
   */
  async start() {
    const { stream, hint } = await openMedia(false, () => {});
    if (this.#stopped) {
      closeMedia(stream);
      return '';
    }
    this.#stream = stream;
    this.#context = new AudioContext();
    const analyser = new AnalyserNode(this.#context, { fftSize: 1024 });
    new MediaStreamAudioSourceNode(this.#context, { mediaStream: stream }).connect(analyser);
    this.#context.resume().catch(() => {});
    this.#follow(analyser, new Float32Array(analyser.fftSize));
    return hint;
  }

  stop() {
    this.#stopped = true;
    closeMedia(this.#stream);
    this.#context?.close();
    this.#context = null;
  }

  /**
   * @param {AnalyserNode} analyser
   * @param {Float32Array<ArrayBuffer>} wave
   */
  #follow(analyser, wave) {
    if (!this.#stopped) {
      analyser.getFloatTimeDomainData(wave);
      this.#onlevel(levelOf(wave));
      requestAnimationFrame(() => this.#follow(analyser, wave));
    }
  }
}

/**
 * How loud a wave is to the ear, from 0 to 1.
 *
 * @param {ArrayLike<number>} wave
 */
export function levelOf(wave) {
  const power = Array.from(wave).reduce((sum, sample) => sum + sample * sample, 0) / wave.length;
  const decibels = 10 * Math.log10(power || Number.MIN_VALUE);
  return Math.min(Math.max(1 + decibels / RANGE, 0), 1);
}
