// node expressions.mjs MODULES DOCUMENT: measures the npm package jsonata under the folder MODULES.
// Reads lines `output TEXT` and `time TEXT`, TEXT being an expression as a JSON string, and answers each by a line: the
// result as JSON, or the microseconds of CPU that an evaluation takes, the collection of garbage included.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [modules, documentPath] = process.argv.slice(2);
const jsonata = createRequire(modules + "/")("jsonata");
const document = JSON.parse(readFileSync(documentPath, "utf8"));
const warmUpMicroseconds = 300e3, leastMicroseconds = 50e3;
const prepared = new Map();

async function run(expression, least) {
  const start = process.cpuUsage();
  for (let calls = 0; ; ) {
    for (let i = 0; i < 10; i++, calls++) await expression.evaluate(document);
    const { user, system } = process.cpuUsage(start);
    if (user + system >= least) return (user + system) / calls;
  }
}

async function prepare(text) {
  if (!prepared.has(text)) {
    prepared.set(text, jsonata(text));
    await run(prepared.get(text), warmUpMicroseconds);
  }
  return prepared.get(text);
}

for await (const line of createInterface({ input: process.stdin })) {
  const [command] = line.split(" ", 1);
  const expression = await prepare(JSON.parse(line.slice(command.length + 1)));
  const answer = command === "time" ? await run(expression, leastMicroseconds) : await expression.evaluate(document);
  console.log(answer === undefined ? "" : JSON.stringify(answer));
}
