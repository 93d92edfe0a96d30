import { describeFieldContract } from "@mortise/testing";
import { fieldTypes } from "./registry.ts";

for (const type of fieldTypes) describeFieldContract(type);
