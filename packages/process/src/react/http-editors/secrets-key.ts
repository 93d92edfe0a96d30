/** Under what key the secrets of an app are kept. */
export function secretsKey(app: string): readonly string[] {
  return ["flow-secrets", app];
}
