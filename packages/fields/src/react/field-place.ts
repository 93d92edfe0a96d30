import { createContext, use } from "react";

/** Which record the fields on screen belong to. */
export interface FieldPlace {
  /** The entity's id. */
  readonly entity: string;
}

/** Carries the place; set by whatever draws the fields of one entity. */
export const FieldPlaceContext = createContext<FieldPlace | undefined>(undefined);

/** The place of the fields around; undefined where fields stand for themselves, as in a designer. */
export function useFieldPlace(): FieldPlace | undefined {
  return use(FieldPlaceContext);
}
