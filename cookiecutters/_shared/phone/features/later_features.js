// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { bindChat } from './chat.js';
import { bindHold } from './hold.js';
import { bindKeypad } from './keypad.js';
import { bindLanguage } from './language.js';
import { bindMissed } from './missed.js';
import { bindNotifications } from './notifications.js';
import { bindPicture } from './picture.js';
import { bindRedial } from './redial.js';
import { bindSettings } from './settings.js';
import { bindSounds } from './sounds.js';
import { bindTransfer } from './transfer.js';

/** What the phone can do once it is used; see later.js. A site that needs less takes lines out. */
/** @type {import('./index.js').Feature[]} */
export const LATER_FEATURES = [
  // First: it remembers the texts of the page, which others add to.
  bindLanguage,
  bindChat,
  bindHold,
  bindKeypad,
  bindMissed,
  bindNotifications,
  bindPicture,
  bindRedial,
  bindSettings,
  bindSounds,
  bindTransfer,
];
