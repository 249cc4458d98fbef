// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { bindDevices } from './devices.js';
import { bindDisclosure } from './disclosure.js';
import { bindLevel } from './level.js';

/**
 * The panel "Sound and devices". What stands in it are features of their own.
 *
 * @param {import('./index.js').Context} context
 */
export function bindSettings(context) {
  const test = bindLevel(context, () => devices.refresh());
  const devices = bindDevices(context, () => test.restart());
  bindDisclosure(context, 'settings-toggle', 'settings', (open) => (open ? devices.refresh() : test.stop()));
  context.view.role('settings-toggle').hidden = false;
}
