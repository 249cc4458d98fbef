// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

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
 * What getUserMedia is asked for.
 *
 * @param {MediaDeviceKind} kind
 * @returns {MediaTrackConstraints | true}
 */
export function constraint(kind) {
  const id = chosenDevice(kind);
  return id ? { deviceId: { exact: id } } : true;
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
 * Those kinds of which a device is chosen that is not connected.
 *
 * @param {MediaDeviceKind[]} kinds
 */
export async function goneOf(kinds) {
  const devices = await Promise.all(kinds.map(devicesOf));
  return kinds.filter((kind, index) => {
    const id = chosenDevice(kind);
    return id && !devices[index].some(({ deviceId }) => deviceId === id);
  });
}
