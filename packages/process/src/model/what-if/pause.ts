/** Lets others have their turn during long work. */
export interface Pause {
  isDue(): boolean;
  take(): Promise<void>;
}
