import type { ReactNode } from "react";

/** Props of `PageHeader`. */
export interface PageHeaderProps {
  readonly title: ReactNode;
  readonly icon?: ReactNode;
  readonly description?: ReactNode;
  /** Buttons at the end of the line. */
  readonly actions?: ReactNode;
  /** What stands before the title: a way back. */
  readonly before?: ReactNode;
}

/** The first line of a page: what it is, and what can be done with it. */
export function PageHeader({ title, icon, description, actions, before }: PageHeaderProps) {
  return (
    <header className="m-page-header">
      {before}
      {icon ? <span className="m-page-header-icon">{icon}</span> : null}
      <div className="m-page-header-text">
        <h1>{title}</h1>
        {description ? <p>{description}</p> : null}
      </div>
      {actions ? <div className="m-page-header-actions">{actions}</div> : null}
    </header>
  );
}
