/** What the phone uses of JsSIP (https://jssip.net/documentation/api/). */
export class UA {
  constructor(settings: object);
  start(): void;
  stop(): void;
  register(): void;
  unregister(): void;
  isRegistered(): boolean;
  call(target: string, options: object): any;
  sendMessage(target: string, body: string, options: object): any;
  on(event: string, listener: (event: any) => void): this;
  removeAllListeners(): this;
}
export const C: any;
export const URI: any;
export const version: string;
