// SPDX-License-Identifier: MIT

import { constraint, goneOf } from './devices.js';
import { Failure } from './failure.js';

/** Errors of getUserMedia, by what keeps the device from us. */
/** @type {Record<string, 'refused' | 'missing' | 'busy'>} */
const CAUSES = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/** Milliseconds after which the browser is taken to be asking the visitor. */
const ASKING_AFTER = 700;

/**
 * Finds out, without asking for anything, whether this page can make calls.
 *
 * @throws {Failure}
 */
export function checkSupport() {
  if (!window.isSecureContext) {
    throw new Failure('insecure_page', { final: true });
  }
  if (!window.RTCPeerConnection || !navigator.mediaDevices?.getUserMedia) {
    throw new Failure('no_webrtc', { final: true });
  }
}

/**
 * @typedef {object} Opened
 * @property {MediaStream} stream
 * @property {string} hint  Key of a text on what is not as the visitor wanted, or ''.
 */

/**
 * Asks for the chosen microphone, and for the camera of a video call. A camera that
 * is missing or busy does not stop the call: the stream then holds no video.
 *
 * @param {boolean} video
 * @param {(asking: boolean) => void} onasking  Told while the browser seems to wait for the visitor.
 * @returns {Promise<Opened>}
 * @throws {Failure}
 */
export async function openMedia(video, onasking) {
  checkSupport();
  checkPolicy(video);
  const timer = setTimeout(() => onasking(true), ASKING_AFTER);
  try {
    return await request(video);
  } finally {
    clearTimeout(timer);
    onasking(false);
  }
}

/**
 * @param {boolean} video
 * @param {MediaDeviceKind[]} gone  Kinds of which the chosen device is not connected.
 * @returns {Promise<Opened>}
 */
async function request(video, gone = []) {
  /** @param {MediaDeviceKind} kind */
  const wanted = (kind) => gone.includes(kind) || constraint(kind);
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: wanted('audioinput'), video: video && wanted('videoinput'),
    });
    return { stream, hint: gone.length ? 'device_gone' : '' };
  } catch (error) {
    return anyway(video, gone, causeOf(error));
  }
}

/**
 * Goes on without what cannot be had.
 *
 * @param {boolean} video
 * @param {MediaDeviceKind[]} gone
 * @param {string} cause
 * @returns {Promise<Opened>}
 */
async function anyway(video, gone, cause) {
  const lost = cause === 'missing' && !gone.length ? await goneOf(['audioinput', 'videoinput']) : [];
  if (lost.length) {
    return request(video, lost);
  }
  if (!video || cause === 'refused') {
    throw microphoneFailure(cause, video);
  }
  const { stream } = await request(false, gone);
  return { stream, hint: cause === 'busy' ? 'camera_busy' : 'camera_missing' };
}

/** @param {any} error  In older browsers an OverconstrainedError is no Error. */
function causeOf(error) {
  return CAUSES[error?.name] ?? 'failed';
}

/**
 * @param {string} cause
 * @param {boolean} video
 */
function microphoneFailure(cause, video) {
  if (cause === 'missing') {
    return new Failure('microphone_missing');
  }
  if (cause === 'busy') {
    return new Failure('microphone_busy');
  }
  if (cause !== 'refused') {
    return new Failure('microphone_failed');
  }
  return new Failure(video ? 'camera_refused' : 'microphone_refused');
}

/**
 * A site that does not let this page use a device refuses just like the
 * visitor; its Permissions-Policy tells them apart.
 *
 * @param {boolean} video
 * @throws {Failure}
 */
function checkPolicy(video) {
  /** @type {any} */
  const page = document;
  const policy = page.permissionsPolicy ?? page.featurePolicy;
  const features = video ? ['microphone', 'camera'] : ['microphone'];
  if (policy?.allowsFeature && !features.every((feature) => policy.allowsFeature(feature))) {
    throw new Failure('microphone_blocked');
  }
}

/** @param {MediaStream | null} stream */
export function closeMedia(stream) {
  stream?.getTracks().forEach((track) => track.stop());
}
