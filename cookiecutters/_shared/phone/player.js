// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { chosenDevice } from './devices.js';
import { samples } from './tones.js';

/** Milliseconds after which a single sound that the browser held back is not wanted any more. */
const STALE = 500;

/** Milliseconds of silence after which the sound card is let go. */
const IDLE = 3000;

/** What browsers take for the visitor's leave to play sounds. */
const GESTURES = ['pointerup', 'keydown'];

/** Plays synthesised sounds: one that goes on until it is told to stop, and single ones. */
export class Player {
  /** @type {AudioContext | null} */
  #context = null;
  /** @type {GainNode | null} */
  #gain = null;
  /** @type {Set<AudioBufferSourceNode>} */
  #playing = new Set();
  /** @type {AudioBufferSourceNode | null} */
  #looped = null;
  /** @type {import('./tones.js').Sound | null} */
  #looping = null;
  #volume = 0;
  #signal;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #idle;

  /** @param {AbortSignal} signal  Aborted when the phone leaves the page. */
  constructor(signal) {
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#close());
  }

  /** @param {number} volume  0 to 1, as the ear has it. */
  set volume(volume) {
    this.#volume = Math.min(Math.max(volume, 0), 1) ** 2;
    this.#gain?.gain.setValueAtTime(this.#volume, 0);
  }

  /**
   * Plays a sound over and over. The same one again changes nothing.
   *
   * @param {import('./tones.js').Sound | null} sound  Null: silence, at once.
   */
  loop(sound) {
    if (sound === this.#looping) {
      return;
    }
    this.#looping = sound;
    this.#silence(this.#looped);
    this.#looped = null;
    if (sound && this.#wake()) {
      this.#looped = this.#play(sound, true);
    }
  }

  /**
   * Plays a sound once, or not at all where the browser holds it back.
   *
   * @param {import('./tones.js').Sound} sound
   */
  async once(sound) {
    const asked = performance.now();
    if (this.#volume && (await this.#wake()) && performance.now() - asked < STALE) {
      this.#play(sound, false);
    }
  }

  /** Stops everything at once. */
  stop() {
    this.loop(null);
    [...this.#playing].forEach((source) => this.#silence(source));
  }

  /**
   * @param {import('./tones.js').Sound} sound
   * @param {boolean} loop
   */
  #play(sound, loop) {
    const context = this.#context;
    if (!context || !this.#gain) {
      return null;
    }
    const wave = samples(sound, context.sampleRate);
    const buffer = context.createBuffer(1, wave.length, context.sampleRate);
    buffer.copyToChannel(wave, 0);
    const source = new AudioBufferSourceNode(context, { buffer, loop });
    source.connect(this.#gain);
    source.addEventListener('ended', () => this.#silence(source));
    this.#playing.add(source);
    source.start();
    return source;
  }

  /** @param {AudioBufferSourceNode | null} source */
  #silence(source) {
    if (!source || !this.#playing.delete(source)) {
      return;
    }
    source.stop();
    source.disconnect();
    if (!this.#playing.size) {
      this.#idle = setTimeout(() => this.#context?.suspend(), IDLE);
    }
  }

  /**
   * Gets the sound card. Where the browser wants a click or a key first, sound
   * that still goes on then is heard from there.
   *
   * @returns {Promise<boolean> | null}  Null where there is no Web Audio.
   */
  #wake() {
    clearTimeout(this.#idle);
    if (!window.AudioContext || this.#signal.aborted) {
      return null;
    }
    try {
      this.#context ??= this.#open();
    } catch {
      // A computer without a sound card, perhaps.
      return null;
    }
    this.#useSpeaker(this.#context);
    return this.#context.resume().then(() => true, () => false);
  }

  #open() {
    const context = new AudioContext();
    this.#gain = new GainNode(context, { gain: this.#volume });
    this.#gain.connect(context.destination);
    const resume = () => this.#playing.size && context.resume().catch(() => {});
    const options = { signal: this.#signal, capture: true, passive: true };
    GESTURES.forEach((gesture) => document.addEventListener(gesture, resume, options));
    return context;
  }

  /** @param {any} context  TypeScript does not know setSinkId yet. */
  #useSpeaker(context) {
    const id = chosenDevice('audiooutput');
    if (context.setSinkId && context.sinkId !== id) {
      // The browser's own choice rings when this one is gone.
      context.setSinkId(id).catch(() => {});
    }
  }

  #close() {
    this.stop();
    clearTimeout(this.#idle);
    this.#context?.close();
    this.#context = null;
  }
}
