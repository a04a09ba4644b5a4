// node expression.mjs MODULES EXPRESSION: answers each line by the value of the expression, evaluated by the npm package jsonata under the
// folder MODULES.
import { createRequire } from "node:module";
import { eachLine } from "./lines.mjs";

const [modules, text] = process.argv.slice(2);
const expression = createRequire(modules + "/")("jsonata")(text);
await eachLine((input) => expression.evaluate(input));
