/** The CSS colour of a palette name. */
export function colorOf(name: string): string {
  return name === "gray" ? "#6b7280" : `var(--ant-${name}-6, var(--ant-color-primary))`;
}
