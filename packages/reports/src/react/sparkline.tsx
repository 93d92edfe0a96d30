/** Props of `Sparkline`. */
export interface SparklineProps {
  readonly values: readonly number[];
  readonly color: string;
}

const WIDTH = 100;
const HEIGHT = 28;
const EDGE = 2;

/** A small line of how figures moved, without scale or words; nothing for fewer than two of them. */
export function Sparkline({ values, color }: SparklineProps) {
  if (values.length < 2) return null;
  const least = Math.min(...values);
  const span = Math.max(...values) - least || 1;
  const at = (value: number, index: number): string => {
    const x = (index / (values.length - 1)) * WIDTH;
    const y = HEIGHT - EDGE - ((value - least) / span) * (HEIGHT - EDGE * 2);
    return `${x.toFixed(2)},${y.toFixed(2)}`;
  };
  const line = values.map(at).join(" L");
  return (
    <svg
      className="m-report-spark"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={`M${line} L${WIDTH},${HEIGHT} L0,${HEIGHT} Z`} fill={color} opacity={0.12} />
      <path d={`M${line}`} fill="none" stroke={color} strokeWidth={1.6} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
