import type { PublicGate } from "@mortise/contract";
import type { Locale } from "@mortise/kit";
import { type FormEvent, useEffect, useState } from "react";
import type { Texts } from "./text.ts";

interface FormGateProps {
  readonly gate: PublicGate;
  readonly locale: Locale;
  readonly t: Texts;
  /** Asks the server again. */
  readonly onKnock: (password?: string) => void;
}

/** Why the form cannot be filled in now, and what to do about it. */
export function FormGate({ gate, locale, t, onKnock }: FormGateProps) {
  if (gate.reason === "password") return <PasswordGate wrong={gate.wrong} t={t} onKnock={onKnock} />;
  if ("opensAt" in gate) return <LaterGate gate={gate} locale={locale} t={t} onKnock={onKnock} />;
  const [title, hint] = {
    full: [t.full, t.fullHint],
    over: [t.over, t.overHint],
    ended: [t.ended, t.endedHint],
    settled: [t.settled, t.settledHint],
  }[gate.reason];
  return (
    <section className="receipt" role="status">
      <h2>{title}</h2>
      <p>{hint}</p>
    </section>
  );
}

function PasswordGate({
  wrong,
  t,
  onKnock,
}: { readonly wrong: boolean } & Pick<FormGateProps, "t" | "onKnock">) {
  const [password, setPassword] = useState("");
  const enter = (event: FormEvent): void => {
    event.preventDefault();
    if (password !== "") onKnock(password);
  };
  return (
    <form className="field" noValidate onSubmit={enter} data-invalid={wrong ? "" : undefined}>
      <label htmlFor="password">{t.password}</label>
      <input
        id="password"
        type="password"
        autoComplete="off"
        maxLength={32}
        value={password}
        aria-describedby="password-problem"
        aria-invalid={wrong}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div className="problem" id="password-problem" role="alert">
        {wrong ? t.wrongPassword : ""}
      </div>
      <button type="submit" className="submit">
        {t.enter}
      </button>
    </form>
  );
}

const SECOND = 1_000;
/** The clock of the device runs on from what the server said; nobody waits longer than this to ask again. */
const LONGEST_WAIT = 3_600 * SECOND;

interface LaterGateProps extends Pick<FormGateProps, "locale" | "t" | "onKnock"> {
  readonly gate: Extract<PublicGate, { readonly opensAt: string }>;
}

function LaterGate({ gate, locale, t, onKnock }: LaterGateProps) {
  const [left, setLeft] = useState(gate.opensInMs);
  useEffect(() => {
    const since = performance.now();
    const timer = setInterval(() => {
      const passed = performance.now() - since;
      setLeft(Math.max(0, gate.opensInMs - passed));
      if (passed >= Math.min(gate.opensInMs, LONGEST_WAIT)) onKnock();
    }, SECOND);
    return () => clearInterval(timer);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- one clock per answer of the server
  }, [gate]);
  const title = { later: t.later, hours: t.outOfHours, day: t.fullToday, month: t.fullThisMonth }[
    gate.reason
  ];
  const opens = gate.reason === "later" ? t.opensAt : t.opensAgain;
  return (
    <section className="receipt">
      <h2>{title}</h2>
      <p>{opens.replace("{time}", momentText(gate.opensAt, locale))}</p>
      <p className="countdown" role="timer" aria-label={t.left}>
        {leftText(left, t)}
      </p>
    </section>
  );
}

/** A moment in the visitor's own time zone. */
export function momentText(instant: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale === "zh" ? "zh-CN" : "en", {
    dateStyle: "long",
    timeStyle: "short",
  }).format(new Date(instant));
}

function leftText(left: number, t: Texts): string {
  const seconds = Math.ceil(left / SECOND);
  const days = Math.floor(seconds / 86_400);
  const parts = [Math.floor(seconds / 3_600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  const clock = parts.map((part) => String(part).padStart(2, "0")).join(":");
  return days > 0 ? `${t.days.replace("{n}", String(days))} ${clock}` : clock;
}
