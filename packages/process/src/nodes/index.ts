import type { NodeType } from "../model/node-type.ts";
import { abortNode } from "./abort/index.ts";
import { approveNode } from "./approve/index.ts";
import { assignNode } from "./assign/index.ts";
import { callFlowNode } from "./call-flow/index.ts";
import { conditionNode } from "./condition/index.ts";
import { copyNode } from "./copy/index.ts";
import { createRecordNode } from "./create-record/index.ts";
import { decisionTableNode } from "./decision-table/index.ts";
import { deleteRecordsNode } from "./delete-records/index.ts";
import { endNode } from "./end/index.ts";
import { findRecordNode } from "./find-record/index.ts";
import { findRecordsNode } from "./find-records/index.ts";
import { giveBackNode } from "./give-back/index.ts";
import { httpRequestNode } from "./http-request/index.ts";
import { inclusiveNode } from "./inclusive/index.ts";
import { loopNode } from "./loop/index.ts";
import { makeFileNode } from "./make-file/index.ts";
import { notifyNode } from "./notify/index.ts";
import { parallelNode } from "./parallel/index.ts";
import { recycleNode } from "./recycle/index.ts";
import { scriptNode } from "./script/index.ts";
import { setVariableNode } from "./set-variable/index.ts";
import { taskNode } from "./task/index.ts";
import { totalNode } from "./total/index.ts";
import { updateNode } from "./update/index.ts";
import { upsertRecordNode } from "./upsert-record/index.ts";
import { waitNode } from "./wait/index.ts";

/** All step types, sorted by id. */
export const nodeTypes = [
  abortNode,
  approveNode,
  assignNode,
  callFlowNode,
  conditionNode,
  copyNode,
  createRecordNode,
  decisionTableNode,
  deleteRecordsNode,
  endNode,
  findRecordNode,
  findRecordsNode,
  giveBackNode,
  httpRequestNode,
  inclusiveNode,
  loopNode,
  makeFileNode,
  notifyNode,
  parallelNode,
  recycleNode,
  scriptNode,
  setVariableNode,
  taskNode,
  totalNode,
  updateNode,
  upsertRecordNode,
  waitNode,
] as const satisfies readonly NodeType[];

/** Id of a step type. */
export type NodeId = (typeof nodeTypes)[number]["id"];

const byId: ReadonlyMap<string, NodeType> = new Map(nodeTypes.map((type) => [type.id, type]));

/** The step type with that id. */
export function findNode(id: string): NodeType | undefined {
  return byId.get(id);
}
