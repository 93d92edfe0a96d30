import type { CSSProperties, ReactNode } from "react";

/** Props of `FigureButton`. */
export interface FigureButtonProps {
  readonly className: string;
  readonly style?: CSSProperties;
  readonly title?: string;
  readonly label?: string;
  readonly onClick?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** A figure that leads to the rows behind it; plain text where nothing can be opened. */
export function FigureButton({ className, style, title, label, onClick, children }: FigureButtonProps) {
  if (!onClick) {
    return (
      <div className={className} style={style} title={title}>
        {children}
      </div>
    );
  }
  return (
    <button
      type="button"
      className={`m-report-figure ${className}`}
      style={style}
      title={title}
      aria-label={label}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
