/** Somebody else who is at an element of a document that is being designed. */
export interface ElementHolder {
  readonly name: string;
  /** Carries white letters. */
  readonly color: string;
}

/** Who else holds which element: a courtesy that keeps two people from changing the same thing at once. */
export interface ElementHolders {
  readonly held: ReadonlyMap<string, ElementHolder>;
  /** Hears what is chosen here. */
  readonly onChoose: (element: string | undefined) => void;
  /** Takes over what is chosen here. */
  readonly onTakeOver: () => void;
}
