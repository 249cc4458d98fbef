// Stands in for the npm package "debug" in the bundle: JsSIP's traces hold
// passwords' hashes and token URLs, and anyone who can set localStorage.debug
// would switch them on.
'use strict';

function debug() {
  return () => {};
}

debug.default = debug;
debug.enable = () => {};
debug.disable = () => '';
module.exports = debug;
