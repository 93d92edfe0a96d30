import type { FormulaResult } from "@mortise/expression";
import { fillText } from "@mortise/kit";
import { theme } from "antd";
import { useFieldServices, useFieldText } from "../field-services.ts";
import { type FormulaSource, judgeFormula } from "./formula-source.ts";
import { text } from "./text.ts";

/** Props of `FormulaVerdict`. */
export interface FormulaVerdictProps {
  readonly line: string;
  readonly result: FormulaResult;
  readonly source: FormulaSource;
}

const CODE = { fontFamily: "ui-monospace, Menlo, Consolas, monospace", overflowWrap: "anywhere" } as const;

/** Below the line: the kind of the result and the formula in words, or the first mistake and where it is. */
export function FormulaVerdictLine({ line, result, source }: FormulaVerdictProps) {
  const { token } = theme.useToken();
  const { locale } = useFieldServices();
  const say = useFieldText();
  if (!result.ok)
    return (
      <div role="alert" style={{ color: token.colorErrorText, fontSize: 12 }}>
        {say(result.message)}{" "}
        <span style={{ opacity: 0.8 }}>
          {fillText(say(text.place), { n: Math.min(result.position, line.length) + 1 })}
        </span>
        <Excerpt line={line} position={result.position} />
      </div>
    );
  const verdict = judgeFormula(result.expression, source, locale);
  if (!verdict.ok)
    return (
      <div role="alert" style={{ color: token.colorErrorText, fontSize: 12 }}>
        {verdict.part === "" ? null : <span style={CODE}>{verdict.part} </span>}
        {say(verdict.message)}
      </div>
    );
  return (
    <div style={{ fontSize: 12, color: token.colorTextSecondary, overflowWrap: "anywhere" }}>
      {fillText(say(text.result), { kind: say(verdict.kind) })}
      {verdict.sentence === "" ? null : ` · ${verdict.sentence}`}
    </div>
  );
}

const AROUND = 16;

/** A piece of the line in which the place of the mistake is marked. */
function Excerpt({ line, position }: { readonly line: string; readonly position: number }) {
  const { token } = theme.useToken();
  const place = Math.min(position, line.length);
  const start = Math.max(0, place - AROUND);
  const wrong = line.slice(place, place + 1) || "␣";
  return (
    <div style={CODE}>
      {start > 0 ? "…" : ""}
      {line.slice(start, place)}
      <mark
        style={{
          background: token.colorErrorBg,
          color: token.colorErrorText,
          textDecoration: "underline wavy",
        }}
      >
        {wrong}
      </mark>
      {line.slice(place + 1, place + AROUND)}
      {line.length > place + AROUND ? "…" : ""}
    </div>
  );
}
