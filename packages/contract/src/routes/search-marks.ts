import { Type } from "typebox";

/** The pieces of a text that match a keyword. */
export const SearchMarks = Type.Array(Type.Tuple([Type.Integer(), Type.Integer()]), {
  description: "Pieces of the text that match: from, to",
});
