import { Component, type ReactNode } from "react";

interface State {
  readonly error: unknown;
}

/** Shows `fallback` instead of children that failed to render. Give it a `key` to start afresh elsewhere. */
export class ErrorBoundary extends Component<
  {
    readonly fallback: (error: unknown, retry: () => void) => ReactNode;
    readonly children: ReactNode;
  },
  State
> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return this.props.fallback(this.state.error, () => this.setState({ error: undefined }));
  }
}
