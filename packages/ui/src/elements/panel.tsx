import { type ReactNode, useId } from "react";

/** Props of `Panel`. */
export interface PanelProps {
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  /** Leaves out the inner margin, for lists and grids. */
  readonly flush?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A white sheet that groups what belongs together; named by its title for assistive technology. */
export function Panel({ title, actions, flush, className, children }: PanelProps) {
  const id = useId();
  const classes = ["m-panel", flush ? "m-panel-flush" : "", className ?? ""].filter(Boolean).join(" ");
  return (
    <section className={classes} aria-labelledby={title ? id : undefined}>
      {title || actions ? (
        <div className="m-panel-head">
          <h2 id={id}>{title}</h2>
          {actions ? <div className="m-panel-actions">{actions}</div> : null}
        </div>
      ) : null}
      <div className="m-panel-body">{children}</div>
    </section>
  );
}
