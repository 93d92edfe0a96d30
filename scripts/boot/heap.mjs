/**
 * Flags of Node for the server, in deploy/Dockerfile too. They keep memory close to what is in use: a small young
 * generation, and an old one that is collected when it has grown by half; Node alone waits until it is four times as large.
 */
export const HEAP = ["--max-semi-space-size=16", "--heap-growing-percent=50"];
