import type { ReactNode } from "react";

/** Props of `EmptyState`. */
export interface EmptyStateProps {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly icon?: ReactNode;
  /** What to do next: one button. */
  readonly action?: ReactNode;
}

/** Says that there is nothing here yet, and what to do about it. */
export function EmptyState({ title, hint, icon, action }: EmptyStateProps) {
  return (
    <div className="m-empty" role="status">
      {icon ? <div className="m-empty-icon">{icon}</div> : null}
      <div className="m-empty-title">{title}</div>
      {hint ? <div className="m-empty-hint">{hint}</div> : null}
      {action ? <div className="m-empty-action">{action}</div> : null}
    </div>
  );
}
