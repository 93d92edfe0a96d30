import { type Connection, Query } from "pg";

/** What the driver works out of a description of rows. */
interface RowShape {
  readonly fields: unknown;
  readonly _parsers: unknown;
  readonly _prebuiltEmptyResultObject: unknown;
}

/** The parts of the driver's own query that are used here. */
interface DriverQuery {
  readonly name: string;
  readonly _result: RowShape;
  _accumulateRows: unknown;
  prepare(connection: Connection): void;
  handleRowDescription(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
}

/** The messages of a connection that put a statement on the wire; the driver's types leave them out. */
interface Wire {
  bind(message: object): void;
  execute(message: object): void;
}

/** What is known of the prepared statements of a connection. */
interface Known {
  /** By the name of the statement. The server refuses a statement whose rows have changed. */
  readonly shapes: Map<string, RowShape>;
  /** The same connection, which asks for no description. */
  readonly undescribed: Connection;
}

const connections = new WeakMap<Connection, Known>();

function knownOf(connection: Connection): Known {
  const known = connections.get(connection);
  if (known) return known;
  // A connection with its own methods and state, but for one of them.
  const undescribed = Object.create(connection, { describe: { value: () => undefined } }) as Connection;
  const made = { shapes: new Map<string, RowShape>(), undescribed };
  connections.set(connection, made);
  return made;
}

/** How a statement is sent. */
export interface PreparedConfig {
  /** Without a name it is not kept. */
  readonly name?: string | undefined;
  readonly text: unknown;
  readonly values: unknown;
  readonly callback: unknown;
  /** Names of statements that the connection keeps prepared, run before this one and sent with it. */
  readonly ahead: readonly string[];
}

// The driver's types show no more of its query than its events.
const Base = Query as unknown as new (config: object) => DriverQuery;

/**
 * A statement with parameters. A prepared one has its rows described once on each connection, not each time it runs: for
 * wide rows that is a good part of the time of a read. Statements that go ahead share its round trip: what they answer
 * is passed over.
 */
export class PreparedQuery extends Base {
  readonly #ahead: readonly string[];
  #answersAhead: number;
  #connection: Connection | undefined;

  constructor({ ahead, ...config }: PreparedConfig) {
    super(config);
    this.#ahead = ahead;
    this.#answersAhead = ahead.length;
  }

  override prepare(connection: Connection): void {
    // The driver itself sends them by these methods.
    const wire = connection as unknown as Wire;
    for (const statement of this.#ahead) {
      wire.bind({ portal: "", statement, values: [], binary: false });
      wire.execute({ portal: "", rows: "" });
    }
    if (!this.name) return super.prepare(connection);
    this.#connection = connection;
    const { shapes, undescribed } = knownOf(connection);
    const shape = shapes.get(this.name);
    if (!shape) return super.prepare(connection);
    Object.assign(this._result, shape);
    this._accumulateRows = true;
    super.prepare(undescribed);
  }

  override handleRowDescription(message: unknown): void {
    super.handleRowDescription(message);
    if (!this.#connection) return;
    const { fields, _parsers, _prebuiltEmptyResultObject } = this._result;
    knownOf(this.#connection).shapes.set(this.name, { fields, _parsers, _prebuiltEmptyResultObject });
  }

  override handleCommandComplete(message: unknown, connection: Connection): void {
    if (this.#answersAhead > 0) this.#answersAhead -= 1;
    else super.handleCommandComplete(message, connection);
  }
}
