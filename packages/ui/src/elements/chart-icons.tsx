import Icon from "@ant-design/icons";
import type { ComponentType, CSSProperties, ReactNode } from "react";

/** What every icon takes. */
export interface ChartIconProps {
  readonly className?: string;
  readonly style?: CSSProperties;
}

function drawn(shapes: ReactNode): ComponentType<ChartIconProps> {
  const Shapes = () => (
    <svg viewBox="0 0 16 16" width="1em" height="1em" fill="currentColor" aria-hidden="true">
      {shapes}
    </svg>
  );
  return function ChartIcon(props: ChartIconProps) {
    return <Icon component={Shapes} {...props} />;
  };
}

/** Columns with a line above them. */
export const ComboIcon = drawn(
  <>
    <rect x="1" y="9" width="3" height="6" rx="0.6" opacity="0.55" />
    <rect x="6.5" y="7" width="3" height="8" rx="0.6" opacity="0.55" />
    <rect x="12" y="10" width="3" height="5" rx="0.6" opacity="0.55" />
    <path d="M1.5 6.5 8 2.5l6.2 3.2-.6 1.1L8 3.9 2.2 7.6z" />
  </>,
);

/** Rows and columns with their heads. */
export const PivotIcon = drawn(
  <>
    <rect x="1" y="1" width="4" height="4" rx="0.8" opacity="0.4" />
    <rect x="6" y="1" width="9" height="4" rx="0.8" />
    <rect x="1" y="6" width="4" height="9" rx="0.8" />
    <path d="M6 6h9v9H6zM7.3 7.3v2.4h2.4V7.3zm3.9 0v2.4h2.5V7.3zm-3.9 3.9v2.5h2.4v-2.5zm3.9 0v2.5h2.5v-2.5z" />
  </>,
);

/** Petals of different length. */
export const RoseIcon = drawn(
  <>
    <path d="M8 7.4V.8a6.6 6.6 0 0 1 5.7 3.3z" />
    <path d="M8.6 8.3 13 5.6a5.2 5.2 0 0 1 0 5.2z" opacity="0.7" />
    <path d="M7.6 8.6 11 12a4.6 4.6 0 0 1-5 .9z" opacity="0.5" />
    <path d="M7 8.3 4.4 11.4a3.9 3.9 0 0 1-1-4.6z" opacity="0.7" />
    <path d="M7.3 7.4 4.2 5.2A4.1 4.1 0 0 1 7.3 3z" opacity="0.45" />
  </>,
);

/** Bands from one side to the other. */
export const SankeyIcon = drawn(
  <>
    <path d="M1 1h1.6v14H1zM13.4 1H15v14h-1.6z" />
    <path d="M3.2 2c4 0 5.6 4.5 9.6 4.5v3C8.8 9.5 7.2 5.5 3.2 5.5z" opacity="0.6" />
    <path d="M3.2 9.5c4 0 5.6-7.5 9.6-7.5v2.5c-4 0-5.6 7.5-9.6 7.5z" opacity="0.4" />
    <path d="M3.2 12.6c4 0 5.6-1.6 9.6-1.6v3c-4 0-5.6.5-9.6.5z" opacity="0.6" />
  </>,
);

/** Rectangles that fill one another. */
export const TreemapIcon = drawn(
  <>
    <rect x="1" y="1" width="8" height="9" rx="0.8" />
    <rect x="1" y="11" width="8" height="4" rx="0.8" opacity="0.7" />
    <rect x="10" y="1" width="5" height="5" rx="0.8" opacity="0.55" />
    <rect x="10" y="7" width="5" height="8" rx="0.8" opacity="0.4" />
  </>,
);

/** Bars to both sides of a middle line. */
export const TwoWayIcon = drawn(
  <>
    <rect x="7.5" y="1" width="1" height="14" />
    <rect x="2" y="2" width="5" height="3" rx="0.6" opacity="0.55" />
    <rect x="9" y="2" width="3" height="3" rx="0.6" />
    <rect x="4" y="6.5" width="3" height="3" rx="0.6" opacity="0.55" />
    <rect x="9" y="6.5" width="6" height="3" rx="0.6" />
    <rect x="1" y="11" width="6" height="3" rx="0.6" opacity="0.55" />
    <rect x="9" y="11" width="4" height="3" rx="0.6" />
  </>,
);
