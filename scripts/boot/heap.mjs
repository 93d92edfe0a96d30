/** Flags of Node for the server, in deploy/Dockerfile too: a small young generation keeps the memory of long imports flat. */
export const HEAP = ["--max-semi-space-size=16"];
