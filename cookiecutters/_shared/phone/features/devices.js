// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { chooseDevice, chosenDevice, devicesOf } from '../devices.js';
import { notice } from '../state.js';
import { offer } from './offer.js';

/** The kind of device that is chosen in each role. */
/** @type {Record<string, MediaDeviceKind>} */
const KINDS = { microphone: 'audioinput', 'camera-choice': 'videoinput', speaker: 'audiooutput' };

/** Phases of a call that begin with an open microphone. */
const OPENED = { out: 'calling', in: 'active' };

/**
 * The choice of microphone, camera and speaker. Devices get their names when the
 * visitor has allowed one, so the lists are filled anew whenever that may be.
 *
 * @param {import('./index.js').Context} context
 * @param {() => void} onmicrophone  Told when another microphone is chosen.
 */
export function bindDevices(context, onmicrophone) {
  const { config, view, follow, signal, t } = context;
  const refresh = () => Promise.all(Object.keys(KINDS).map((role) => fill(view.role(role), KINDS[role], t)));
  const refreshIfOpen = () => !view.role('settings').hidden && refresh();

  offer(view.role('camera-choice'), config.video);
  offer(view.role('speaker'), 'setSinkId' in HTMLMediaElement.prototype);
  for (const [role, kind] of Object.entries(KINDS)) {
    view.on(role, 'change', () => {
      chooseDevice(kind, view.input(role).value);
      use(context, kind, onmicrophone);
    }, signal);
  }
  navigator.mediaDevices?.addEventListener('devicechange', refreshIfOpen, { signal });
  follow((state, before) => {
    if (state.language !== before.language) {
      refreshIfOpen();
    }
    if (state.call?.phase === before.call?.phase) {
      return;
    }
    refreshIfOpen();
    // Only who may use a microphone may choose a speaker.
    if (state.call && OPENED[state.call.direction] === state.call.phase) {
      useSpeaker(context);
    }
  });
  return { refresh };
}

/**
 * Uses what was chosen just now, in the calls at hand, too.
 *
 * @param {import('./index.js').Context} context
 * @param {MediaDeviceKind} kind
 * @param {() => void} onmicrophone
 */
async function use(context, kind, onmicrophone) {
  if (kind === 'audiooutput') {
    await useSpeaker(context);
    return;
  }
  if (kind === 'audioinput') {
    onmicrophone();
  }
  await context.calls.useDevice(kind).catch(() => tellGone(context));
}

/** @param {import('./index.js').Context} context */
async function useSpeaker(context) {
  if (!(await context.stage.setSpeaker(chosenDevice('audiooutput')))) {
    tellGone(context);
  }
}

/** @param {import('./index.js').Context} context */
function tellGone({ store }) {
  store.dispatch({ type: 'notice', notice: notice('device_gone', { level: 'info' }) });
}

/**
 * @param {HTMLElement} select
 * @param {MediaDeviceKind} kind
 * @param {import('../messages.js').Translate} t
 */
async function fill(select, kind, t) {
  const devices = await devicesOf(kind);
  const options = devices.map(({ deviceId, label }, index) => [deviceId, label || t('device_number', String(index + 1))]);
  const chosen = chosenDevice(kind);
  select.replaceChildren(...[['', t('device_default')], ...options].map(([id, name]) => new Option(name, id, false, id === chosen)));
}
