import { type PointerEvent, useEffect, useImperativeHandle, useRef, type Ref } from "react";

/** A line drawn without lifting the pen. */
type Stroke = readonly { readonly x: number; readonly y: number }[];

/** What stands around a pad may ask of it. */
export interface SignaturePadHandle {
  clear(): void;
  undo(): void;
  /** The drawing as a picture on nothing; undefined while nothing is drawn. */
  picture(): Promise<Blob | undefined>;
}

interface SignaturePadProps {
  readonly ref: Ref<SignaturePadHandle>;
  readonly label: string;
  readonly onDrawn: (isDrawn: boolean) => void;
}

const HEIGHT = 220;
const PEN = 2.6;

function draw(canvas: HTMLCanvasElement, strokes: readonly Stroke[]): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.lineWidth = PEN * (canvas.width / (canvas.clientWidth || canvas.width));
  context.lineCap = "round";
  context.lineJoin = "round";
  context.strokeStyle = "#111";
  for (const stroke of strokes) {
    context.beginPath();
    for (const [index, { x, y }] of stroke.entries()) {
      if (index === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    // A dot is a line to itself.
    const [first] = stroke;
    if (first && stroke.length === 1) context.lineTo(first.x + 0.1, first.y);
    context.stroke();
  }
}

/** A canvas to write on. */
export function SignaturePad({ ref, label, onDrawn }: SignaturePadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const strokes = useRef<Stroke[]>([]);
  const isDown = useRef(false);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const ratio = window.devicePixelRatio || 1;
    element.width = Math.round((element.clientWidth || 480) * ratio);
    element.height = HEIGHT * ratio;
  }, []);
  const change = (next: Stroke[]): void => {
    strokes.current = next;
    if (canvas.current) draw(canvas.current, next);
    onDrawn(next.length > 0);
  };
  useImperativeHandle(ref, () => ({
    clear: () => change([]),
    undo: () => change(strokes.current.slice(0, -1)),
    picture: async () => {
      const element = canvas.current;
      if (!element || strokes.current.length === 0) return undefined;
      return (await new Promise<Blob | null>((resolve) => element.toBlob(resolve, "image/png"))) ?? undefined;
    },
  }));
  const pointOf = ({ nativeEvent, currentTarget }: PointerEvent<HTMLCanvasElement>) => {
    const scale = currentTarget.width / (currentTarget.clientWidth || currentTarget.width);
    return { x: nativeEvent.offsetX * scale, y: nativeEvent.offsetY * scale };
  };
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      style={{
        width: "100%",
        height: HEIGHT,
        touchAction: "none",
        cursor: "crosshair",
        background: "#fff",
        border: "1px dashed rgba(128,128,128,.6)",
        borderRadius: 8,
      }}
      onPointerDown={(event) => {
        isDown.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        change([...strokes.current, [pointOf(event)]]);
      }}
      onPointerMove={(event) => {
        if (!isDown.current) return;
        const last = strokes.current.at(-1) ?? [];
        change([...strokes.current.slice(0, -1), [...last, pointOf(event)]]);
      }}
      onPointerUp={() => {
        isDown.current = false;
      }}
      onPointerCancel={() => {
        isDown.current = false;
      }}
    />
  );
}
