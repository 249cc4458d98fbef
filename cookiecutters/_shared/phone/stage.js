// SPDX-License-Identifier: MIT

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
    const { remoteVideo, remoteAudio } = this.#elements;
    const stream = remoteVideo.srcObject ?? remoteAudio.srcObject;
    return this.showRemote(/** @type {MediaStream | null} */ (stream));
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
