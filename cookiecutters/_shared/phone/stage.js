// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/**
 * @typedef {object} Elements
 * @property {HTMLVideoElement} localVideo
 * @property {HTMLVideoElement} remoteVideo
 * @property {HTMLAudioElement} remoteAudio
 */

/** Plays the streams of a call. */
export class Stage {
  #elements;
  #onsilent;

  /**
   * @param {Elements} elements
   * @param {(silent: boolean) => void} onsilent  Told whether the browser holds the sound back until a click.
   */
  constructor(elements, onsilent) {
    this.#elements = elements;
    this.#onsilent = onsilent;
  }

  /** Whether the far end can be heard: an exchange may do so before it connects the call. */
  get hears() {
    return this.#remote !== null;
  }

  get #remote() {
    const { remoteVideo, remoteAudio } = this.#elements;
    return /** @type {MediaStream | null} */ (remoteVideo.srcObject ?? remoteAudio.srcObject);
  }

  /** @param {MediaStream | null} stream */
  showLocal(stream) {
    play(this.#elements.localVideo, stream).catch(() => {});
  }

  /**
   * A stream with a picture goes to the video element, sound included, so that
   * lips and voice stay together; one without to the audio element.
   *
   * @param {MediaStream | null} stream
   */
  async showRemote(stream) {
    const { remoteVideo, remoteAudio } = this.#elements;
    const seen = Boolean(stream?.getVideoTracks().length);
    try {
      await Promise.all([play(remoteVideo, seen ? stream : null), play(remoteAudio, seen ? null : stream)]);
      this.#onsilent(false);
    } catch (error) {
      this.#onsilent(error instanceof Error && error.name === 'NotAllowedError');
    }
  }

  /** To be called in a click: the browser then lets the sound play. */
  resume() {
    return this.showRemote(this.#remote);
  }

  /**
   * Lets the other party be heard from another speaker.
   *
   * @param {string} id  A deviceId; '' for the browser's own choice.
   * @returns {Promise<boolean>}  False where it cannot be had: the browser's own choice plays then.
   */
  async setSpeaker(id) {
    const { remoteVideo, remoteAudio } = this.#elements;
    try {
      await Promise.all([remoteVideo, remoteAudio].map((element) => setSink(element, id)));
      return true;
    } catch {
      await Promise.all([remoteVideo, remoteAudio].map((element) => setSink(element, ''))).catch(() => {});
      return false;
    }
  }
}

/**
 * @param {any} element  Not every browser has setSinkId.
 * @param {string} id
 */
async function setSink(element, id) {
  if (element.setSinkId && element.sinkId !== id) {
    await element.setSinkId(id);
  }
}

/**
 * @param {HTMLMediaElement} element
 * @param {MediaStream | null} stream
 */
async function play(element, stream) {
  if (element.srcObject !== stream) {
    element.srcObject = stream;
  }
  if (stream) {
    await element.play();
  }
}
