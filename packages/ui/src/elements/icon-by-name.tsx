import { createElement, type CSSProperties } from "react";
import { ICONS } from "./icons.ts";

/** Props of `IconByName`. */
export interface IconByNameProps {
  readonly name: string | undefined;
  readonly className?: string;
  readonly style?: CSSProperties;
}

/** The icon a document names; an unknown name gives a neutral icon rather than nothing. Decorative. */
export function IconByName({ name, className, style }: IconByNameProps) {
  const icon = ICONS[name ?? ""] ?? ICONS["file"];
  if (!icon) return null;
  return (
    <span aria-hidden="true" className="m-icon">
      {createElement(icon, { ...(className ? { className } : {}), ...(style ? { style } : {}) })}
    </span>
  );
}
