// SPDX-License-Identifier: MIT

/**
 * @typedef {object} Peer  The other party, as text.
 * @property {string} name  '' when unknown.
 * @property {string} address  `user@host`.
 *
 * @typedef {object} Call
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
 * @property {string} tones  Digits sent so far.
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
 * @typedef {object} State
 * @property {'login' | 'dial'} view  What is shown while there is no call.
 * @property {'offline' | 'connecting' | 'online' | 'retrying'} link
 * @property {boolean} receive  Whether anybody can go online here.
 * @property {boolean} registered
 * @property {User | null} user
 * @property {boolean} credentials  The visitor signed in with the login form.
 * @property {Call | null} call
 * @property {Notice | null} notice
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
  call: null,
  notice: null,
});

/** @type {Omit<Call, 'direction' | 'phase' | 'peer' | 'video'>} */
const NEW_CALL = {
  asking: false,
  since: 0,
  muted: false,
  cameraOff: false,
  sendsVideo: false,
  receivesVideo: false,
  silent: false,
  tones: '',
};

const DOWN = { registered: false };

/**
 * What each action does. Handlers see a state and an action and return what
 * changes; they know no DOM, no network and no clock.
 *
 * @type {Record<string, (state: State, action: Action) => Partial<State>>}
 */
const HANDLERS = {
  connecting: (state) => ({ ...DOWN, link: 'connecting', notice: lasting(state) }),
  connected: (state, { user }) => ({
    link: user.register ? 'connecting' : 'online', user, view: 'dial', notice: lasting(state),
  }),
  registered: (state) => ({ link: 'online', registered: true, notice: lasting(state) }),
  unregistered: () => DOWN,
  retrying: (_, { notice = null }) => ({ ...DOWN, link: 'retrying', notice }),
  offline: (state, { notice = state.notice }) => ({ ...DOWN, link: 'offline', notice }),
  'login-needed': (_, { notice = null }) => ({
    ...DOWN, link: 'offline', view: 'login', user: null, credentials: false, notice,
  }),
  'signed-in': () => ({ view: 'dial', credentials: true, notice: null }),
  notice: (_, { notice }) => ({ notice }),

  'call-out': (state, { peer, video }) => begin(state, { direction: 'out', phase: 'preparing', peer, video }),
  'call-in': (state, { peer, video }) => begin(state, { direction: 'in', phase: 'incoming', peer, video }),
  'call-asking': (state, { asking }) => change(state, { asking }),
  'call-sent': (state, { video }) => change(state, { phase: 'calling', asking: false, video, sendsVideo: video }),
  'call-ringing': (state) => (state.call?.phase === 'calling' ? change(state, { phase: 'ringing' }) : {}),
  'call-answering': (state) => change(state, { phase: 'answering' }),
  'call-video': (state, { sends }) => change(state, { sendsVideo: sends, asking: false }),
  'call-active': (state, { at }) => (state.call?.since ? {} : change(state, { phase: 'active', since: at, asking: false })),
  'call-muted': (state, { muted }) => change(state, { muted }),
  'call-camera': (state, { off }) => change(state, { cameraOff: off }),
  'call-remote': (state, { video }) => change(state, { receivesVideo: video }),
  'call-silent': (state, { silent }) => change(state, { silent }),
  'call-tone': (state, { tone }) => change(state, { tones: (state.call?.tones ?? '') + tone }),
  'call-ended': (state, { notice = null }) => (state.call ? { call: null, notice } : {}),
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
 * @param {State} state
 * @param {Pick<Call, 'direction' | 'phase' | 'peer' | 'video'>} call
 * @returns {Partial<State>}
 */
function begin(state, call) {
  return state.call ? {} : { call: { ...NEW_CALL, ...call }, notice: null };
}

/**
 * @param {State} state
 * @param {Partial<Call>} changes
 * @returns {Partial<State>}
 */
function change(state, changes) {
  return state.call ? { call: { ...state.call, ...changes } } : {};
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
