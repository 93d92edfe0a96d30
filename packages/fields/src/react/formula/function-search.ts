import { type FunctionHelp, functionHelp } from "@mortise/expression";
import { foldText } from "../../text-cleaning.ts";

/** The functions that a name or a piece of one may mean, in either language, best first; signs are left out. */
export function matchingFunctions(written: string): readonly FunctionHelp[] {
  const wanted = foldText(written);
  const rank = ({ name, aliases, isSign }: FunctionHelp): number => {
    if (isSign) return 3;
    const names = [name.zh, name.en, ...aliases].map(foldText);
    if (names.includes(wanted)) return 0;
    if (names.some((text) => text.startsWith(wanted))) return 1;
    return names.some((text) => text.includes(wanted)) ? 2 : 3;
  };
  return functionHelp()
    .map((help) => ({ help, place: rank(help) }))
    .filter(({ place }) => place < 3)
    .toSorted((a, b) => a.place - b.place || a.help.name.en.length - b.help.name.en.length)
    .map(({ help }) => help);
}

/** The functions whose name or description holds a text, for the list of all functions. */
export function searchFunctions(written: string): readonly FunctionHelp[] {
  const wanted = foldText(written);
  if (wanted === "") return functionHelp();
  return functionHelp().filter(({ name, aliases, text }) =>
    [name.zh, name.en, ...aliases, text.zh, text.en].some((part) => foldText(part).includes(wanted)),
  );
}

/** The function with that name in a formula. */
export function functionCalled(name: string): FunctionHelp | undefined {
  const wanted = name.toUpperCase();
  return functionHelp().find(({ name: { zh, en }, aliases }) =>
    [zh, en, ...aliases].some((known) => known.toUpperCase() === wanted),
  );
}
