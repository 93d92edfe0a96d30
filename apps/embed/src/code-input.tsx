import { useEffect, useState } from "react";
import type { Proving } from "./form-items-props.ts";
import type { Texts } from "./text.ts";

interface CodeInputProps {
  readonly id: string;
  readonly field: string;
  readonly value: string;
  readonly isInvalid: boolean;
  readonly describedBy: string;
  readonly t: Texts;
  readonly proving: Proving;
}

const SECOND = 1_000;

/** Has a code sent to what was typed, and takes it. */
export function CodeInput({ id, field, value, isInvalid, describedBy, t, proving }: CodeInputProps) {
  const [wait, setWait] = useState(0);
  const [isAsking, setAsking] = useState(false);
  const [note, setNote] = useState("");
  useEffect(() => {
    if (wait === 0) return undefined;
    const timer = setTimeout(() => setWait(wait - 1), SECOND);
    return () => clearTimeout(timer);
  }, [wait]);
  const ask = async (): Promise<void> => {
    setAsking(true);
    const answer = await proving.askForCode(field, value);
    setAsking(false);
    if (answer.ok) {
      setWait(answer.value.againInSeconds);
      return setNote(t.codeSent.replace("{to}", value));
    }
    return setNote(answer.refusal.fields[field] ?? (answer.refusal.message || t.unreachable));
  };
  return (
    <>
      <div className="code">
        <input
          id={`${id}-code`}
          aria-label={t.code}
          aria-describedby={describedBy}
          aria-invalid={isInvalid}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          placeholder={t.code}
          value={proving.codes[field] ?? ""}
          onChange={(event) => proving.enterCode(field, event.target.value)}
        />
        <button
          type="button"
          className="plain"
          disabled={isAsking || wait > 0 || value.trim() === ""}
          onClick={() => void ask()}
        >
          {wait > 0 ? t.codeAgainIn.replace("{n}", String(wait)) : t.getCode}
        </button>
      </div>
      <p className="help" role="status">
        {note}
      </p>
    </>
  );
}
