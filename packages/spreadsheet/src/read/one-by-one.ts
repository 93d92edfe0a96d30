/** The values of lists one after another. */
export async function* oneByOne<T>(lists: AsyncIterable<readonly T[]>): AsyncGenerator<T> {
  for await (const list of lists) for (const value of list) yield value;
}
