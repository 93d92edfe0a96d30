import { colors } from "../theme/tokens.ts";

/** The mark of the product: a tenon sitting in its mortise. Decorative; write the name beside it. */
export function LogoMark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        d="M4 3h11a2 2 0 0 1 2 2v6H12a1 1 0 0 0-1 1v8a1 1 0 0 0 1 1h5v6a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2Z"
        fill={colors.accent}
      />
      <path
        d="M19.5 3H28a2 2 0 0 1 2 2v22a2 2 0 0 1-2 2h-8.5V19H13.6a.6.6 0 0 1-.6-.6v-4.8a.6.6 0 0 1 .6-.6h5.9Z"
        fill={colors.wood}
      />
      <path
        d="M23 5.5v21M26.5 5.5v21"
        stroke="#fff"
        strokeOpacity=".28"
        strokeWidth=".9"
        strokeLinecap="round"
      />
    </svg>
  );
}
