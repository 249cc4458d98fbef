// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { parseAddress } from '../address.js';
import { Transfers } from '../transfers.js';
import { complain } from './complain.js';
import { domainOf } from './destination.js';
import { bindDisclosure } from './disclosure.js';

/**
 * The form that passes the other party on to somebody else, and the question whether the visitor
 * wants to be passed on.
 *
 * @param {import('./index.js').Context} context
 */
export function bindTransfer(context) {
  const { config, view, calls, follow, signal } = context;
  calls.passOnBy(Transfers);
  const field = view.input('transfer-destination');
  const open = bindDisclosure(context, 'transfer-toggle', 'transfer', (opened) => {
    field.value = opened ? '' : field.value;
  });
  view.on('transfer-cancel', 'click', () => {
    open(false);
    view.role('transfer-toggle').focus();
  }, signal);
  view.on('transfer', 'submit', (event) => {
    event.preventDefault();
    transfer(context);
  }, signal);
  view.on('offer-accept', 'click', () => calls.answerOffer(true), signal);
  view.on('offer-decline', 'click', () => calls.answerOffer(false), signal);
  follow(({ call, held }) => {
    view.role('offer').hidden = !call?.offered;
    view.role('offer-name').textContent = call?.offered ?? '';
    const possible = config.transfer && call?.phase === 'active' && !call.transferring && !held;
    view.role('transfer-toggle').hidden = !possible;
    if (!possible) {
      open(false);
    }
  });
}

/** @param {import('./index.js').Context} context */
function transfer(context) {
  const { config, view, store, calls } = context;
  const typed = view.input('transfer-destination').value;
  const address = parseAddress(typed, domainOf(config, store.state));
  if (address) {
    calls.transfer(address);
  } else {
    complain(context, typed.trim() ? 'destination_invalid' : 'destination_missing', 'transfer-destination');
  }
}
