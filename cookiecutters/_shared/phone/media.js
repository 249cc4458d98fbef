// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

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

/** Texts on why a video call goes on without the camera. */
/** @type {Record<string, string>} */
const CAMERA_HINTS = { refused: 'camera_denied', missing: 'camera_missing', busy: 'camera_busy' };

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
 * is missing, busy or refused does not stop the call: the stream then holds no video.
 *
 * @param {boolean} video
 * @param {(asking: boolean) => void} onasking  Told while the browser seems to wait for the visitor.
 * @returns {Promise<Opened>}
 * @throws {Failure}
 */
export async function openMedia(video, onasking) {
  checkSupport();
  if (!siteAllows('microphone')) {
    throw new Failure('microphone_blocked');
  }
  const blind = video && !siteAllows('camera');
  const timer = setTimeout(() => onasking(true), ASKING_AFTER);
  try {
    const opened = await request(video && !blind);
    return blind ? { ...opened, hint: 'camera_denied' } : opened;
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
  if (!video || (cause === 'refused' && !(await microphoneGranted()))) {
    throw microphoneFailure(cause, video);
  }
  const { stream } = await request(false, gone);
  return { stream, hint: CAMERA_HINTS[cause] ?? 'camera_missing' };
}

/** Whether the visitor refused the camera alone: nothing need be asked again then. */
async function microphoneGranted() {
  const name = /** @type {PermissionName} */ ('microphone');
  // Some browsers do not know permissions, or not this one.
  const permission = await navigator.permissions?.query({ name }).catch(() => null);
  return permission?.state === 'granted';
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
 * @param {'microphone' | 'camera'} feature
 */
function siteAllows(feature) {
  /** @type {any} */
  const page = document;
  const policy = page.permissionsPolicy ?? page.featurePolicy;
  return !policy?.allowsFeature || policy.allowsFeature(feature);
}

/**
 * Opens the chosen microphone or camera for a call that goes on.
 *
 * @param {'audioinput' | 'videoinput'} kind
 * @returns {Promise<MediaStreamTrack>}
 * @throws {DOMException}
 */
export async function openTrack(kind) {
  const wanted = kind === 'audioinput' ? { audio: constraint(kind) } : { video: constraint(kind) };
  const stream = await navigator.mediaDevices.getUserMedia(wanted);
  return stream.getTracks()[0];
}

/** @param {MediaStream | null} stream */
export function closeMedia(stream) {
  stream?.getTracks().forEach((track) => track.stop());
}
