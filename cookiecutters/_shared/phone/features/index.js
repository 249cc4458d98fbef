// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { bindBus } from '../bus/bus.js';
import { bindAutoDial } from './auto_dial.js';
import { bindClickToCall } from './click_to_call.js';
import { bindCountdown } from './countdown.js';
import { bindDial } from './dial.js';
import { bindDialLinks } from './dial_links.js';
import { bindElsewhere } from './elsewhere.js';
import { bindLater } from './later.js';
import { bindLogin } from './login.js';
import { bindRemember } from './remember.js';
import { bindSecondCall } from './second_call.js';

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
 * @property {(listener: Follower) => void} follow  Calls the listener after each change of the state.
 * @property {AbortSignal} signal  Aborted when the phone leaves the page: undoes listeners.
 *
 * @typedef {import('../state.js').State} State
 * @typedef {(state: State, before: State, late?: boolean) => void} Follower  `late`: it was told after more had changed.
 * @typedef {(context: Context) => void} Feature
 */

/** What the phone can do beside calls, each in a module of its own; more in later_features.js. A site that needs less takes lines out. */
/** @type {Feature[]} */
export const FEATURES = [
  bindLogin,
  bindRemember,
  bindDial,
  bindDialLinks,
  bindAutoDial,
  bindClickToCall,
  bindCountdown,
  bindElsewhere,
  bindSecondCall,
  bindBus,
  bindLater,
];
