import Icon from "@ant-design/icons";
import type { CSSProperties } from "react";

/** Bars one after the other along time. */
export function GanttIcon(props: { readonly className?: string; readonly style?: CSSProperties }) {
  return <Icon component={Bars} {...props} />;
}

function Bars() {
  return (
    <svg viewBox="0 0 16 16" width="1em" height="1em" fill="currentColor" aria-hidden="true">
      <rect x="1" y="2" width="7" height="2.6" rx="1" />
      <rect x="5" y="6.7" width="7" height="2.6" rx="1" />
      <rect x="9" y="11.4" width="6" height="2.6" rx="1" />
    </svg>
  );
}
