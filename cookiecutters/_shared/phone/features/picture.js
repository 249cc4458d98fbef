// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/**
 * What can be done with the pictures of a call, each where the browser can:
 * full screen, a small window above all others, larger, and one's own picture away.
 *
 * @param {import('./index.js').Context} context
 */
export function bindPicture(context) {
  const { view, store, follow, signal } = context;
  const parts = [hideSelf(context), larger(context), smallWindow(context), fullScreen(context)];
  const show = () => parts.forEach((part) => part(store.state.call));
  follow(show);
  window.addEventListener('resize', show, { signal });
  document.addEventListener('fullscreenchange', show, { signal });
  view.on('larger', 'click', show, signal);
}

/**
 * @typedef {import('./index.js').Context} Context
 * @typedef {(call: import('../state.js').Call | null) => void} Part  Shows what fits the call.
 */

/**
 * @param {HTMLElement} button
 * @returns {boolean}
 */
function isPressed(button) {
  return button.getAttribute('aria-pressed') === 'true';
}

/**
 * @param {HTMLElement} button
 * @param {boolean} pressed
 */
function press(button, pressed) {
  button.setAttribute('aria-pressed', String(pressed));
}

/**
 * @param {Context} context
 * @returns {Part}
 */
function hideSelf({ view, store, signal }) {
  const button = view.role('hide-self');
  /** @type {Part} */
  const show = (call) => {
    const sends = Boolean(call?.sendsVideo && !call.cameraOff);
    // Alone on the stage, it stays: one looks whether the camera sees one.
    const both = sends && Boolean(call?.receivesVideo);
    button.hidden = !both;
    view.role('local-video').hidden = !sends || (both && isPressed(button));
  };
  view.on('hide-self', 'click', () => {
    press(button, !isPressed(button));
    show(store.state.call);
  }, signal);
  return show;
}

/**
 * @param {Context} context
 * @returns {Part}
 */
function larger({ root, view, signal }) {
  const button = view.role('larger');
  view.on('larger', 'click', () => {
    press(button, !isPressed(button));
    // A height that was dragged would stay.
    view.role('stage').removeAttribute('style');
  }, signal);
  return (call) => {
    const seen = Boolean(call?.receivesVideo || call?.sendsVideo);
    const room = seen && (root.parentElement?.clientWidth ?? 0) > root.offsetWidth * 1.1;
    button.hidden = !(room || (seen && isPressed(button))) || Boolean(document.fullscreenElement);
    root.dataset.jscPicture = seen && isPressed(button) ? 'larger' : '';
  };
}

/**
 * @param {Context} context
 * @returns {Part}
 */
function smallWindow({ view, signal }) {
  const button = view.role('small-window');
  /** @type {any} */
  const video = view.role('remote-video');
  const isOpen = () => document.pictureInPictureElement === video;
  const close = () => isOpen() && document.exitPictureInPicture().catch(() => {});
  view.on('small-window', 'click', () => {
    (isOpen() ? document.exitPictureInPicture() : video.requestPictureInPicture()).catch(() => {});
  }, signal);
  for (const event of ['enterpictureinpicture', 'leavepictureinpicture']) {
    view.on('remote-video', event, () => press(button, isOpen()), signal);
  }
  signal.addEventListener('abort', close);
  return (call) => {
    button.hidden = !call?.receivesVideo || !document.pictureInPictureEnabled || !video.requestPictureInPicture;
    if (!call) {
      close();
    }
  };
}

/**
 * @param {Context} context
 * @returns {Part}
 */
function fullScreen({ root, view, signal }) {
  const button = view.role('full-screen');
  // All of the phone: what it says belongs to the call.
  const isOpen = () => document.fullscreenElement === root;
  const close = () => isOpen() && document.exitFullscreen().catch(() => {});
  view.on('full-screen', 'click', () => {
    (isOpen() ? document.exitFullscreen() : root.requestFullscreen()).catch(() => {});
  }, signal);
  document.addEventListener('fullscreenchange', () => press(button, isOpen()), { signal });
  signal.addEventListener('abort', close);
  return (call) => {
    button.hidden = !call?.receivesVideo || !document.fullscreenEnabled || !root.requestFullscreen;
    if (!call) {
      close();
    }
  };
}
