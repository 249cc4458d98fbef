// SPDX-License-Identifier: MIT

import { bindDial } from './dial.js';
import { bindLogin } from './login.js';

/**
 * @typedef {object} Context  What a feature is given of its phone.
 * @property {HTMLElement} root  The element with data-jsc-phone.
 * @property {import('../config.js').Config} config
 * @property {import('../view.js').View} view
 * @property {import('../messages.js').Translate} t
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
export const FEATURES = [bindLogin, bindDial];
