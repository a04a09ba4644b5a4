// node stepfunctions.mjs MODULES DEFINITION: answers each line by an execution of the definition (in JSONPath) by the
// npm package aws-local-stepfunctions under the folder MODULES.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { eachLine } from "./lines.mjs";

const [modules, definition] = process.argv.slice(2);
const { StateMachine } = createRequire(modules + "/")("aws-local-stepfunctions");
const machine = new StateMachine(JSON.parse(readFileSync(definition, "utf8")), {
  validationOptions: { checkPaths: false, checkArn: false },
});
await eachLine((input) => machine.run(input).result);
