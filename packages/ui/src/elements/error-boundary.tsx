import { Component, type ReactNode } from "react";

interface State {
  readonly error: unknown;
}

/** Shows `fallback` instead of children that failed to render; `resetKey` changing tries again. */
export class ErrorBoundary extends Component<
  {
    readonly fallback: (error: unknown, retry: () => void) => ReactNode;
    readonly resetKey?: string;
    readonly children: ReactNode;
  },
  State
> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override componentDidUpdate(before: { readonly resetKey?: string }): void {
    if (before.resetKey !== this.props.resetKey && this.state.error !== undefined)
      this.setState({ error: undefined });
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return this.props.fallback(this.state.error, () => this.setState({ error: undefined }));
  }
}
