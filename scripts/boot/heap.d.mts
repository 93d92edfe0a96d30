/** Flags of Node for the server. */
export declare const HEAP: readonly string[];
