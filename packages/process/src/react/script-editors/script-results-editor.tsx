import type { SettingControlProps } from "@mortise/fields/react";
import { fillText, type JsonObject } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { TriedResults } from "../http-editors/http-results-editor.tsx";
import { text } from "./text.ts";

const LONGEST = 200;

/** Runs a script by hand, keeps its result as a sample, and edits which of its values later steps use. */
export function ScriptResultsEditor(props: SettingControlProps) {
  const t = useText(text);
  const outcome = (sample: JsonObject | undefined): string =>
    sample ? fillText(t.gave, { result: short(JSON.stringify(sample["body"] ?? null)) }) : t.noSample;
  return <TriedResults {...props} words={{ hint: t.tryHint, action: t.run, outcome }} />;
}

function short(result: string): string {
  return result.length > LONGEST ? `${result.slice(0, LONGEST)}…` : result;
}
