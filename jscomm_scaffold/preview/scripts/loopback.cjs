// WordPress Playground listens on every interface. Whoever names no interface means this machine only.
const http = require('node:http');
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

// Another site could give a name of its own this machine's address, and its page would be one of the preview.
// And what begins with a dot is for nobody.
const isRefused = ({ headers, url }) =>
  !/^(127\.0\.0\.1|localhost):\d+$/i.test(headers.host ?? '') || /^[^?]*(\/|%2f)(\.|%2e)/i.test(url);
const emit = http.Server.prototype.emit;

http.Server.prototype.emit = function (event, request, response) {
  if (event === 'request' && isRefused(request)) {
    response.writeHead(403).end();
    return true;
  }
  return emit.apply(this, arguments);
};
