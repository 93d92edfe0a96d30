import { useCallback, useLayoutEffect, useRef, useState } from "react";

/** A function that answers the value of the last render; the same function always. */
export function useCurrent<Value>(value: Value): () => Value {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return useCallback(() => latest.current, []);
}

/** A function that does what the one of the last render does; the same function always, so that what it is given to is not drawn again. */
export function useStable<Input extends readonly unknown[], Output>(
  act: (...input: Input) => Output,
): (...input: Input) => Output {
  const current = useCurrent(act);
  return useCallback((...input: Input) => current()(...input), [current]);
}

/** The list of before for as long as the same things stand in it. */
export function useSameList<Item>(list: readonly Item[]): readonly Item[] {
  const [kept, keep] = useState(list);
  if (kept.length === list.length && kept.every((item, index) => item === list[index])) return kept;
  keep(list);
  return list;
}
