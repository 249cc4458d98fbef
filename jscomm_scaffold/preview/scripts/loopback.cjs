// WordPress Playground listens on every interface. Whoever names no interface means this machine only.
const { Server } = require('node:net');

const listen = Server.prototype.listen;

Server.prototype.listen = function (...words) {
  if (typeof words[0] === 'number' && typeof words[1] !== 'string') {
    words.splice(1, 0, '127.0.0.1');
  } else if (words[0] && typeof words[0] === 'object' && 'port' in words[0] && !words[0].host) {
    words[0] = { ...words[0], host: '127.0.0.1' };
  }
  return listen.apply(this, words);
};
