// node jsonata.mjs MODULES DEFINITION: answers each line by the Output of the definition's only state, evaluated by the
// npm package jsonata under the folder MODULES. Step Functions' own part is left out, in the peer's favour.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { eachLine } from "./lines.mjs";

const [modules, definition] = process.argv.slice(2);
const jsonata = createRequire(modules + "/")("jsonata");
const [state] = Object.values(JSON.parse(readFileSync(definition, "utf8")).States);
const expression = jsonata(state.Output.replace(/^\{%|%\}$/g, ""));
await eachLine((input) => expression.evaluate(undefined, { states: { input } }));
