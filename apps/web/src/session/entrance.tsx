import { LogoMark, useText } from "@mortise/ui";
import type { ReactNode } from "react";
import { LanguageSwitch } from "./language-switch.tsx";
import { sessionText } from "./text.ts";

/** The frame of pages before sign-in: the mark, a sheet, the language. */
export function Entrance({
  title,
  hint,
  children,
}: {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly children: ReactNode;
}) {
  const t = useText(sessionText);
  return (
    <div className="entrance">
      <div className="entrance-side" aria-hidden="true">
        <LogoMark size={64} />
        <p>{t.tagline}</p>
      </div>
      <main className="entrance-main">
        <div className="entrance-top">
          <span className="brand">
            <LogoMark size={26} />
            {t.product}
          </span>
          <LanguageSwitch />
        </div>
        <div className="entrance-sheet">
          <h1>{title}</h1>
          {hint ? <p className="entrance-hint">{hint}</p> : null}
          {children}
        </div>
      </main>
    </div>
  );
}
