import { useCallback, useState } from "react";

const NO_ROWS: ReadonlySet<string> = new Set();

/** Which records of a list are selected. */
export interface ListSelection {
  readonly selection: ReadonlySet<string>;
  readonly select: (ids: ReadonlySet<string>) => void;
  /** All that match are meant, not only those selected one by one. */
  readonly isAll: boolean;
  readonly selectAll: () => void;
  readonly clear: () => void;
  /** On the phone: cards have boxes to select by. */
  readonly selecting: boolean;
  readonly setSelecting: (selecting: boolean) => void;
}

/** Keeps what is selected; another list, named by its key, starts with nothing. */
export function useListSelection(key: string): ListSelection {
  const [all, setAll] = useState<string | undefined>(undefined);
  const [selected, setSelected] = useState<{ readonly key: string; readonly ids: ReadonlySet<string> }>({
    key,
    ids: NO_ROWS,
  });
  const [selecting, setBoxes] = useState(false);
  const select = useCallback((ids: ReadonlySet<string>) => setSelected({ key, ids }), [key]);
  const clear = () => {
    setAll(undefined);
    select(NO_ROWS);
  };
  return {
    selection: selected.key === key ? selected.ids : NO_ROWS,
    select,
    isAll: all === key,
    selectAll: () => setAll(key),
    clear,
    selecting,
    setSelecting: (next) => {
      setBoxes(next);
      if (!next) clear();
    },
  };
}
