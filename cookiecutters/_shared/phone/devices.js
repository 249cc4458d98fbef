// SPDX-License-Identifier: MIT

import { lasting } from './storage.js';

/*
 * Which microphone, camera and speaker the visitor chose, for every phone of the page.
 * Remembered; where the browser keeps nothing, for the life of the page.
 */

const KEY = 'devices';

/** @type {Record<string, unknown> | null} */
let choices = null;

function load() {
  const kept = choices ?? lasting.read(KEY);
  const known = kept && typeof kept === 'object' ? kept : {};
  choices = known;
  return known;
}

/**
 * @param {MediaDeviceKind} kind
 * @returns {string}  A deviceId; '' for the browser's own choice.
 */
export function chosenDevice(kind) {
  const id = load()[kind];
  return typeof id === 'string' ? id : '';
}

/**
 * @param {MediaDeviceKind} kind
 * @param {string} id
 */
export function chooseDevice(kind, id) {
  load()[kind] = id;
  lasting.write(KEY, choices);
}

/**
 * What getUserMedia is asked for. A chosen device that is gone does not stop it.
 *
 * @param {MediaDeviceKind} kind
 * @returns {MediaTrackConstraints | true}
 */
export function constraint(kind) {
  const id = chosenDevice(kind);
  return id ? { deviceId: { ideal: id } } : true;
}

/**
 * The devices that can be told apart: none before the visitor has allowed one.
 *
 * @param {MediaDeviceKind} kind
 */
export async function devicesOf(kind) {
  const all = (await navigator.mediaDevices?.enumerateDevices?.().catch(() => [])) ?? [];
  return all.filter((device) => device.kind === kind && !['', 'default'].includes(device.deviceId));
}

/**
 * Whether the chosen device is not connected. To be asked once the visitor has
 * allowed a device: before, nobody can tell.
 *
 * @param {MediaDeviceKind} kind
 */
export async function isGone(kind) {
  const id = chosenDevice(kind);
  return id !== '' && !(await devicesOf(kind)).some(({ deviceId }) => deviceId === id);
}
