[% set site_url = "" %]
[% include "server/parts/kamailio/tokens.js" %]
