import type { FunctionHelp } from "@mortise/expression";
import type { ReactNode } from "react";
import { useFieldServices, useFieldText } from "../field-services.ts";
import { text } from "./text.ts";

const CODE = { fontFamily: "ui-monospace, Menlo, Consolas, monospace", overflowWrap: "anywhere" } as const;

/** How a call is written: `LEFT(文本, 字数)`. */
export function FunctionSignature({ help }: { readonly help: FunctionHelp }) {
  const { locale } = useFieldServices();
  const name = help.name[locale];
  return (
    <span style={CODE}>
      <b>{name}</b>
      {help.isSign ? null : `(${help.arguments[locale]})`}
    </span>
  );
}

function useShownResult(): (help: FunctionHelp) => string {
  const say = useFieldText();
  return ({ example: { result } }) => {
    if (result === null) return say(text.nothing);
    if (typeof result === "boolean") return say(result ? text.yes : text.no);
    return typeof result === "object" ? JSON.stringify(result) : String(result);
  };
}

/** What a function gives, with its example. */
export function FunctionHelpCard({
  help,
  action,
}: {
  readonly help: FunctionHelp;
  readonly action?: ReactNode;
}) {
  const { locale } = useFieldServices();
  const say = useFieldText();
  const shown = useShownResult();
  return (
    <div style={{ fontSize: 12, lineHeight: 1.6 }}>
      <div style={{ display: "flex", gap: 8, justifyContent: "space-between", alignItems: "start" }}>
        <FunctionSignature help={help} />
        {action}
      </div>
      <div>{say(help.text)}</div>
      <div style={{ opacity: 0.75 }}>
        {say(text.example)} <span style={CODE}>{help.example.formula[locale]}</span> {say(text.gives)}{" "}
        <span style={CODE}>{shown(help)}</span>
      </div>
    </div>
  );
}
