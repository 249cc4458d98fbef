[% include "server/parts/kamailio/tokens.js" %]
