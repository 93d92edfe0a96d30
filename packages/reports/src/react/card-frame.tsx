import type { ReactNode } from "react";
import { useId } from "react";

/** Props of `CardFrame`. */
export interface CardFrameProps {
  readonly title: string;
  /** Small remarks on the right of the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

/** The white sheet of a card, named by its title. */
export function CardFrame({ title, aside, children, className = "" }: CardFrameProps) {
  const id = useId();
  return (
    <section className={`m-report-card ${className}`} aria-labelledby={id}>
      <header className="m-report-card-head">
        <h3 id={id} title={title}>
          {title}
        </h3>
        {aside}
      </header>
      <div className="m-report-card-body">{children}</div>
    </section>
  );
}
