// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/**
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Call} Call
 *
 * @typedef {object} Topic
 * @property {string} topic
 * @property {string | null} data  As JSCommunicator publishes it.
 * @property {Call | null} call  Whom it is about.
 */

/** Notices that say what the phone lacks. */
/** @type {Record<string, string>} */
const LACKS = {
  no_webrtc: 'jsc/unavailable/webrtc',
  insecure_page: 'jsc/unavailable/webrtc',
  not_configured: 'jsc/unavailable/config',
  no_relay: 'jsc/unavailable/relay',
};

/**
 * What there is to say of a change, in the order in which JSCommunicator says it.
 *
 * @param {State} state
 * @param {State} before
 * @returns {Topic[]}
 */
export function topics(state, before) {
  const ready = readiness(state);
  const changed = ready && ready !== readiness(before) ? [about(ready)] : [];
  const busy = ready === 'jsc/ua/incall';
  return [
    ...lacks(state, before),
    ...(busy ? changed : []),
    ...ofCall(state, before),
    ...second(state, before),
    ...(busy ? [] : changed),
  ];
}

/**
 * Whether the phone can be used. A phone that is offline can: it connects for a call.
 *
 * @param {State} state
 * @returns {string}  '' while that is about to change.
 */
export function readiness({ call, view, link }) {
  if (call) {
    return call.phase === 'active' && link === 'retrying' ? 'jsc/ua/notready' : 'jsc/ua/incall';
  }
  if (view === 'login' || link === 'retrying') {
    return 'jsc/ua/notready';
  }
  return link === 'connecting' ? '' : 'jsc/ua/idle';
}

/**
 * @param {string} topic
 * @param {Call | null} [call]
 * @param {string | null} [data]
 * @returns {Topic}
 */
export function about(topic, call = null, data = null) {
  return { topic, data, call };
}

/**
 * @param {State} state
 * @param {State} before
 */
function lacks({ notice }, before) {
  const topic = notice !== before.notice && notice ? LACKS[notice.key] : undefined;
  return topic ? [about(topic)] : [];
}

/**
 * The call at hand. One that gives way to another and waits has not ended; when it is
 * back, it is told like a new one.
 *
 * @param {State} state
 * @param {State} before
 */
function ofCall({ call, waiting, held }, { call: was }) {
  if (call && was && call.id === was.id) {
    return progress(call, was);
  }
  const waits = was && [waiting, held].some((other) => other?.id === was.id);
  return [...(was && !waits ? over(was) : []), ...(call ? begun(call) : [])];
}

/** @param {Call} call */
function begun(call) {
  const topic = call.direction === 'in' ? 'jsc/call/incoming' : 'jsc/call/outgoing';
  return [about(topic, call, uriOf(call)), ...(call.since ? [about('jsc/call/connected', call)] : [])];
}

/**
 * @param {Call} call
 * @param {Call} was
 */
function progress(call, was) {
  const connected = call.since && !was.since ? [about('jsc/call/connected', call)] : [];
  return [...connected, ...newDigits(call.heard, was.heard).map((tone) => about('jsc/call/dtmf', call, tone))];
}

/**
 * Only the last digits are remembered: when they are full, the oldest go.
 *
 * @param {string} heard
 * @param {string} before
 */
function newDigits(heard, before) {
  if (heard === before) {
    return [];
  }
  return [...(heard.startsWith(before) ? heard.slice(before.length) : heard.slice(-1))];
}

/** @param {Call} was */
function over(was) {
  return [about(was.since ? 'jsc/call/end' : 'jsc/call/failed', was)];
}

/**
 * Somebody else calls meanwhile. JSCommunicator knows no such thing.
 *
 * @param {State} state
 * @param {State} before
 */
function second({ waiting }, before) {
  const fresh = waiting && waiting.id !== before.waiting?.id;
  return fresh ? [about('jsc/call/waiting', waiting, uriOf(waiting))] : [];
}

/**
 * The other party's address. Pages put it into HTML and into quotes, so that no
 * character is left in it that ends either.
 *
 * @param {Call} call
 */
function uriOf({ peer }) {
  return `sip:${peer.address}`.replace(/["'()<>&\\`]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
