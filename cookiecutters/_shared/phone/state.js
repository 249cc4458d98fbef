// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { CALL_HANDLERS } from './call_state.js';

/**
 * @typedef {object} Peer  The other party, as text.
 * @property {string} name  '' when unknown.
 * @property {string} address  `user@host`.
 *
 * @typedef {object} Call
 * @property {number} id  Tells the calls of a phone apart; 0 where there is but one.
 * @property {'in' | 'out'} direction
 * @property {'preparing' | 'calling' | 'ringing' | 'incoming' | 'answering' | 'active'} phase
 * @property {Peer} peer
 * @property {boolean} video  Whether a picture is wanted (out) or offered (in).
 * @property {boolean} asking  The browser is asking the visitor for the microphone.
 * @property {number} since  When it was answered, in milliseconds; 0 before.
 * @property {boolean} muted
 * @property {boolean} cameraOff
 * @property {boolean} sendsVideo
 * @property {boolean} receivesVideo
 * @property {boolean} silent  The browser holds the sound back until a click.
 * @property {boolean} held  On hold by the visitor.
 * @property {boolean} heldByPeer
 * @property {boolean} interrupted  No sound comes through; the phone tries to get it back.
 * @property {boolean} transferring  The other party has been asked to call somebody else.
 * @property {string} offered  `user@host` that the other party wants to pass the visitor on to; ''.
 * @property {string} tones  Digits sent so far.
 * @property {string} heard  Digits received so far.
 *
 * @typedef {object} Notice
 * @property {string} key
 * @property {string[]} values
 * @property {string} text  The site's own text, shown instead of the key's.
 * @property {'error' | 'info'} level
 *
 * @typedef {object} User
 * @property {string} uri
 * @property {string} display_name
 * @property {boolean} register
 * @property {boolean} guest
 *
 * @typedef {object} Message  A text by SIP MESSAGE, as it came.
 * @property {number} id  Counts up.
 * @property {Peer} peer
 * @property {string} text
 * @property {number} at  Milliseconds.
 *
 * @typedef {object} State
 * @property {'login' | 'dial'} view  What is shown while there is no call.
 * @property {'offline' | 'connecting' | 'online' | 'retrying'} link
 * @property {boolean} receive  Whether anybody can go online here.
 * @property {boolean} registered
 * @property {User | null} user
 * @property {boolean} credentials  The visitor signed in with the login form.
 * @property {number} retryAt  When the next try to connect is, in milliseconds; 0 while none is due.
 * @property {boolean} elsewhere  Another tab takes the calls.
 * @property {Call | null} call  The one shown. There is no other without it.
 * @property {Call | null} waiting  A second one, not answered yet.
 * @property {Call | null} held  One that waits while the visitor is in another.
 * @property {Peer | null} turnedAway  Who called last while there was no room; another object each time.
 * @property {Message | null} message  The last one received.
 * @property {Notice | null} notice
 * @property {string} language  Code of the language that is shown; '' as the page was made.
 *
 * @typedef {{type: string, [key: string]: any}} Action
 */

/** @type {Readonly<State>} */
export const INITIAL = Object.freeze({
  view: 'dial',
  link: 'offline',
  receive: true,
  registered: false,
  user: null,
  credentials: false,
  retryAt: 0,
  elsewhere: false,
  call: null,
  waiting: null,
  held: null,
  turnedAway: null,
  message: null,
  notice: null,
  language: '',
});

const DOWN = { registered: false, retryAt: 0 };

/**
 * What each action does. Handlers see a state and an action and return what
 * changes; they know no DOM, no network and no clock.
 *
 * @type {Record<string, (state: State, action: Action) => Partial<State>>}
 */
const HANDLERS = {
  connecting: (state) => ({ ...DOWN, link: 'connecting', notice: lasting(state) }),
  connected: (state, { user, registers = user.register }) => ({
    retryAt: 0, link: registers ? 'connecting' : 'online', user, view: 'dial', notice: lasting(state),
  }),
  registered: (state) => ({ retryAt: 0, link: 'online', registered: true, notice: lasting(state) }),
  unregistered: () => ({ registered: false }),
  retrying: (_, { notice = null, at = 0 }) => ({ ...DOWN, link: 'retrying', notice, retryAt: at }),
  offline: (state, { notice = state.notice }) => ({ ...DOWN, link: 'offline', notice }),
  'login-needed': (_, { notice = null }) => ({
    ...DOWN, link: 'offline', view: 'login', user: null, credentials: false, notice,
  }),
  'signed-in': () => ({ view: 'dial', credentials: true, notice: null }),
  elsewhere: (_, { elsewhere }) => ({ elsewhere }),
  notice: (_, { notice }) => ({ notice }),
  language: (_, { language }) => ({ language }),
  'message-in': (state, { peer, text, at }) => ({ message: { peer, text, at, id: (state.message?.id ?? 0) + 1 } }),
  ...CALL_HANDLERS,
};

/**
 * The notice that is still true when the line has come up: one about the call.
 *
 * @param {State} state
 */
function lasting({ call, notice }) {
  return call && notice?.level === 'info' ? notice : null;
}

/**
 * The state after an action. Unknown actions are a mistake in the program.
 *
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
export function reduce(state, action) {
  const handler = HANDLERS[action.type];
  if (!handler) {
    throw new TypeError(`unknown action ${action.type}`);
  }
  return { ...state, ...handler(state, action) };
}

/**
 * @param {string} key
 * @param {object} [options]
 * @param {'error' | 'info'} [options.level]
 * @param {string[]} [options.values]
 * @param {string} [options.text]
 * @returns {Notice}
 */
export function notice(key, { level = 'error', values = [], text = '' } = {}) {
  return { key, level, values, text };
}

/**
 * @typedef {object} Store
 * @property {State} state
 * @property {(action: Action) => void} dispatch
 */

/**
 * Holds the state and tells one listener of every change.
 *
 * @param {Partial<State>} initial
 * @param {(state: State, before: State) => void} listener
 * @returns {Store}
 */
export function createStore(initial, listener) {
  const store = {
    state: { ...INITIAL, ...initial },
    /** @param {Action} action */
    dispatch(action) {
      const before = store.state;
      store.state = reduce(before, action);
      listener(store.state, before);
    },
  };
  return store;
}
