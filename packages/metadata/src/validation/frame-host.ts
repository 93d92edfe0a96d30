const HOST = /^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:\d{1,5})?$/i;

/** Whether a text is a host, as `host` or `*.host`, that may be named among those who may show something in a frame. */
export function isFrameHost(text: string): boolean {
  return HOST.test(text);
}
