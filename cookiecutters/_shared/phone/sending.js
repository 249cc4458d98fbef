// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { closeMedia } from './media.js';

/** What this side sends in a call, and whether it does. */
export class Sending {
  /** @type {MediaStream | null} */
  stream = null;
  muted = false;
  cameraOff = false;
  /** The other party is on hold. */
  held = false;
  /** Nothing is heard or seen while the other party's transfer is tried. */
  parked = false;
  /** What the transceivers did before the hold. @type {Map<RTCRtpTransceiver, RTCRtpTransceiverDirection>} */
  #before = new Map();

  /** @param {Partial<Pick<Sending, 'stream' | 'muted' | 'cameraOff' | 'held' | 'parked'>>} changes */
  change(changes) {
    Object.assign(this, changes);
    const quiet = this.held || this.parked;
    this.stream?.getTracks().forEach((track) => {
      track.enabled = !quiet && !(track.kind === 'audio' ? this.muted : this.cameraOff);
    });
  }

  /** Whether there is a picture to be sent. */
  get video() {
    return Boolean(this.stream?.getVideoTracks().length);
  }

  /**
   * Says in the next offer that nobody is to send while the other party is on hold.
   *
   * @param {RTCPeerConnection} connection
   */
  direct(connection) {
    if (this.held) {
      connection.getTransceivers().filter(sends).forEach((transceiver) => {
        this.#before.set(transceiver, transceiver.direction);
        transceiver.direction = 'inactive';
      });
    } else {
      this.#before.forEach((direction, transceiver) => {
        transceiver.direction = direction;
      });
      this.#before.clear();
    }
  }

  /** @param {'audioinput' | 'videoinput'} kind  Of device. */
  uses(kind) {
    return Boolean(this.stream?.getTracks().some((track) => kind === `${track.kind}input`));
  }

  /**
   * Sends what another microphone or camera gives.
   *
   * @param {MediaStreamTrack} track
   * @param {RTCPeerConnection | null} connection  Null before there is one.
   */
  async replace(track, connection) {
    const old = this.stream?.getTracks().find(({ kind }) => kind === track.kind);
    if (!this.stream || !old) {
      track.stop();
      return;
    }
    this.stream.addTrack(track);
    this.stream.removeTrack(old);
    this.change({});
    await connection?.getSenders().find((sender) => sender.track === old)?.replaceTrack(track);
    old.stop();
  }

  /** Lets go of the microphone and the camera. */
  close() {
    closeMedia(this.stream);
    this.stream = null;
  }
}

/** @param {RTCRtpTransceiver} transceiver */
function sends({ direction }) {
  return direction !== 'inactive' && direction !== 'stopped';
}
