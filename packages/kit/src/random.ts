/**
 * Numbers from 0 to below 1 that are the same for the same seed everywhere: for samples, generated tests and benchmarks,
 * never for secrets. Mulberry32 by Tommy Ettinger; each number is a multiple of 2⁻³².
 */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
