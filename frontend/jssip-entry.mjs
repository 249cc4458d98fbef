// What the phone takes from JsSIP, as an ES module.
import JsSIP from 'jssip';

export const { C, UA, URI, version } = JsSIP;
