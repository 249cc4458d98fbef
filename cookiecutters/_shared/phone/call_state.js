// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/*
 * What becomes of the calls of a phone: the one shown, a second one that nobody has
 * answered yet, and one on hold. See state.js.
 */

/**
 * @typedef {import('./state.js').State} State
 * @typedef {import('./state.js').Call} Call
 * @typedef {import('./state.js').Action} Action
 */

/** Digits that are remembered of a call. */
const LONGEST = 100;

/** @type {Omit<Call, 'direction' | 'phase' | 'peer' | 'video'>} */
const NEW_CALL = {
  id: 0,
  asking: false,
  since: 0,
  muted: false,
  cameraOff: false,
  sendsVideo: false,
  receivesVideo: false,
  silent: false,
  held: false,
  heldByPeer: false,
  interrupted: false,
  transferring: false,
  offered: '',
  tones: '',
  heard: '',
};

/** Places of a call in the state. @type {('call' | 'waiting' | 'held')[]} */
const PLACES = ['call', 'waiting', 'held'];

/**
 * Actions about a call name it by `id`; without one the call shown is meant.
 *
 * @type {Record<string, (state: State, action: Action) => Partial<State>>}
 */
export const CALL_HANDLERS = {
  'call-out': (state, call) => begin(state, { ...naming(call), direction: 'out', phase: 'preparing' }),
  'call-in': (state, call) => begin(state, { ...naming(call), direction: 'in', phase: 'incoming' }),
  'call-waiting': (state, call) => announce(state, { ...naming(call), direction: 'in', phase: 'incoming' }),
  'call-asking': (state, { id, asking }) => change(state, id, { asking }),
  'call-sent': (state, { id, video }) => change(state, id, { phase: 'calling', asking: false, video, sendsVideo: video }),
  'call-ringing': (state, { id }) => changeIf(state, id, ({ phase }) => phase === 'calling', { phase: 'ringing' }),
  'call-answering': (state, { id }) => change(state, id, { phase: 'answering' }),
  'call-video': (state, { id, sends }) => change(state, id, { sendsVideo: sends, asking: false }),
  'call-active': (state, { id, at }) => changeIf(state, id, ({ since }) => !since, { phase: 'active', since: at, asking: false }),
  'call-muted': (state, { id, muted }) => change(state, id, { muted }),
  'call-camera': (state, { id, off }) => change(state, id, { cameraOff: off }),
  'call-remote': (state, { id, video }) => change(state, id, { receivesVideo: video }),
  'call-silent': (state, { id, silent }) => change(state, id, { silent }),
  'call-held': (state, { id, held }) => change(state, id, { held }),
  'call-held-by-peer': (state, { id, held }) => change(state, id, { heldByPeer: held }),
  'call-interrupted': (state, { id, interrupted }) => change(state, id, { interrupted }),
  'call-transferring': (state, { id, transferring }) => change(state, id, { transferring }),
  // The other party wants to pass the visitor on to an address, or ('') no longer.
  'call-offered': (state, { id, address, notice = state.notice }) => ({ ...change(state, id, { offered: address }), notice }),
  'call-tone': (state, { id, tone }) => add(state, id, 'tones', tone),
  'call-heard': (state, { id, tone }) => add(state, id, 'heard', tone),
  'call-ended': (state, { id, notice = null }) => end(state, id, notice),
  // The call at hand waits; the one that waited for an answer, or on hold, is shown.
  'calls-moved': ({ call, waiting, held }) => ({
    call: picked(waiting) ?? held, waiting: null, held: call && { ...call, transferring: false },
  }),
  // Somebody called for whom there was no room.
  'call-turned-away': (_, { peer }) => ({ turnedAway: peer }),
  // The other party passes the visitor on to somebody else.
  'call-passed-on': (state, { notice = null, ...call }) => ({
    call: { ...NEW_CALL, ...naming(call), direction: 'out', phase: 'preparing' }, held: state.call, notice,
  }),
};

/**
 * A call that the visitor takes: it no longer rings.
 *
 * @param {Call | null} waiting
 * @returns {Call | null}
 */
function picked(waiting) {
  return waiting && { ...waiting, phase: 'answering' };
}

/**
 * What an action says of a new call.
 *
 * @param {any} action
 * @returns {{id: number, peer: import('./state.js').Peer, video: boolean}}
 */
function naming({ id = 0, peer, video }) {
  return { id, peer, video };
}

/**
 * @param {State} state
 * @param {Pick<Call, 'id' | 'direction' | 'phase' | 'peer' | 'video'>} call
 * @returns {Partial<State>}
 */
function begin(state, call) {
  return state.call ? {} : { call: { ...NEW_CALL, ...call }, notice: null };
}

/**
 * @param {State} state
 * @param {Pick<Call, 'id' | 'direction' | 'phase' | 'peer' | 'video'>} call
 * @returns {Partial<State>}
 */
function announce(state, call) {
  return state.call && !state.waiting && !state.held ? { waiting: { ...NEW_CALL, ...call } } : {};
}

/**
 * Where a call is.
 *
 * @param {State} state
 * @param {number | undefined} id
 */
function placeOf(state, id) {
  return PLACES.find((place) => state[place] && (id === undefined || state[place]?.id === id));
}

/**
 * @param {State} state
 * @param {number | undefined} id
 * @param {Partial<Call>} changes
 * @returns {Partial<State>}
 */
function change(state, id, changes) {
  return changeIf(state, id, () => true, changes);
}

/**
 * @param {State} state
 * @param {number | undefined} id
 * @param {(call: Call) => boolean} condition
 * @param {Partial<Call>} changes
 * @returns {Partial<State>}
 */
function changeIf(state, id, condition, changes) {
  const place = placeOf(state, id);
  const call = place && state[place];
  return place && call && condition(call) ? { [place]: { ...call, ...changes } } : {};
}

/**
 * @param {State} state
 * @param {number | undefined} id
 * @param {'tones' | 'heard'} digits
 * @param {string} tone
 * @returns {Partial<State>}
 */
function add(state, id, digits, tone) {
  const place = placeOf(state, id);
  const call = place && state[place];
  return call ? change(state, id, { [digits]: (call[digits] + tone).slice(-LONGEST) }) : {};
}

/**
 * Another call, if there is one, takes the place of the one that has ended.
 *
 * @param {State} state
 * @param {number | undefined} id
 * @param {import('./state.js').Notice | null} notice
 * @returns {Partial<State>}
 */
function end(state, id, notice) {
  const { waiting, held } = state;
  const place = placeOf(state, id);
  const ended = place && state[place];
  if (!ended) {
    return {};
  }
  const changes = place === 'call' ? { call: waiting ?? held, waiting: null, held: null } : { [place]: null };
  const others = place !== 'call' || waiting || held;
  return { ...changes, notice: others ? named(notice, ended.peer) : notice };
}

/**
 * With another call left, it has to be said which one has ended.
 *
 * @param {import('./state.js').Notice | null} notice
 * @param {import('./state.js').Peer} peer
 * @returns {import('./state.js').Notice | null}
 */
function named(notice, { name, address }) {
  const vague = notice && ['call_ended', 'media_lost'].includes(notice.key);
  return vague ? { ...notice, key: 'call_ended_with', values: [name || address] } : notice;
}
