// SPDX-License-Identifier: MIT

import { bindBus } from '../bus/bus.js';
import { bindAutoDial } from './auto_dial.js';
import { bindChat } from './chat.js';
import { bindClickToCall } from './click_to_call.js';
import { bindCountdown } from './countdown.js';
import { bindDial } from './dial.js';
import { bindDialLinks } from './dial_links.js';
import { bindElsewhere } from './elsewhere.js';
import { bindHold } from './hold.js';
import { bindLanguage } from './language.js';
import { bindLogin } from './login.js';
import { bindMissed } from './missed.js';
import { bindNotifications } from './notifications.js';
import { bindPicture } from './picture.js';
import { bindRedial } from './redial.js';
import { bindRemember } from './remember.js';
import { bindSecondCall } from './second_call.js';
import { bindSettings } from './settings.js';
import { bindSounds } from './sounds.js';
import { bindTransfer } from './transfer.js';

/**
 * @typedef {object} Context  What a feature is given of its phone.
 * @property {HTMLElement} root  The element with data-jsc-phone.
 * @property {import('../config.js').Config} config
 * @property {import('../view.js').View} view
 * @property {import('../messages.js').Translator} t
 * @property {import('../state.js').Store} store
 * @property {import('../agent.js').Agent} agent
 * @property {import('../presence.js').Presence} presence
 * @property {import('../calls.js').Calls} calls
 * @property {import('../stage.js').Stage} stage
 * @property {(listener: (state: State, before: State) => void) => void} follow  Calls the listener after each change of the state.
 * @property {AbortSignal} signal  Aborted when the phone leaves the page: undoes listeners.
 *
 * @typedef {import('../state.js').State} State
 * @typedef {(context: Context) => void} Feature
 */

/** What the phone can do beside calls, each in a module of its own. A site that needs less takes lines out. */
/** @type {Feature[]} */
export const FEATURES = [
  bindLogin,
  bindRemember,
  bindDial,
  bindRedial,
  bindDialLinks,
  bindAutoDial,
  bindClickToCall,
  bindHold,
  bindSecondCall,
  bindTransfer,
  bindCountdown,
  bindElsewhere,
  bindBus,
  bindChat,
  bindLanguage,
  bindSettings,
  bindSounds,
  bindNotifications,
  bindMissed,
  bindPicture,
];
