// Evaluates a batch of cases by the npm package jsonata: the reference of test/fuzz/differential.
//
// usage: node reference.cjs MODULES < CASES
//
// A case is a line {"expr": text, "inputs": [JSON text or null, ...]}; the answer is a line with the array of outcomes, as EvalBatch.cpp
// prints them. The package is patched where what it answers depends on the order in which promises settle, on expressions evaluated
// before, or where it names an outer place instead of the one that failed; docs/deviations.md tells of each.
"use strict";
const fs = require("fs");
const path = require("path");
const readline = require("readline");

const patches = [
  // Items of constructors are evaluated one after another, so that the first error is the one that is seen.
  [`await Promise.all(expr.expressions
                    .map(async (item, idx) => {`, "await inOrder(expr.expressions, (async (item, idx) => {"],
  ["await Promise.all(utils.keys(groups).map(async (key, idx) => {", "await inOrder(order, (async (key, idx) => {"],
  ["var groups = Object.create(null);", "var groups = Object.create(null), order = [];"],
  ["groups[key] = entry;", "groups[key] = entry;\n                        order.push(key);"],
  // What parentheses that end in a tail call give is not yet there for a predicate after them.
  ["expr.type === 'block') {\n                // only the last", "expr.type === 'block' && !expr.predicate && !expr.group) {\n                // only the last"],
  // One item that a predicate selects of an array constructor at the start of a path is one item, not its characters or nothing; and the
  // context of the constructor is that of the path, not a sequence of it.
  ["resultSequence = await evaluate(step, inputSequence, environment);\n            } else {",
   `resultSequence = await evaluate(step, input, environment);
    if (resultSequence !== undefined && !Array.isArray(resultSequence))
      resultSequence = environment.base.createSequence(resultSequence);
    } else {`],
  // An error keeps its innermost place and token. The reference stores those of the last call in the function itself, also in built-in
  // functions, where they outlive the evaluation.
  ["proc.token = procName;\n                proc.position = expr.position;", ""],
  ["next.token = result.body.procedure.value;", ""],
  ["next.position = result.body.procedure.position;", ""],
  ["result = await applyInner(next, evaluatedArgs, input, environment);",
   `const body = result.body;
    try {
      // Its context is that of the place where the tail call is written, not that of the call which it replaces.
      result = await applyInner(next, evaluatedArgs, result.input, environment);
    } catch (err) {
      if (!err.position) err.position = body.position;
      if (!err.token) err.token = body.procedure.type === 'path' ? body.procedure.steps[0].value : body.procedure.value;
      throw err;
    }`],
  ["err.position = expr.position;\n                err.token = op;", ""], // of `and` and `or`
  // Regular expressions and signatures in the left side of ?? and ?: are the same in both copies of it; JSON loses them.
  ["arguments: [JSON.parse(JSON.stringify(left))]", "arguments: [copyOf(left)]"],
  ["this.condition = JSON.parse(JSON.stringify(left));", "this.condition = copyOf(left);"],
  // The context of a function that a built-in function calls is null, also if that was called in tail position.
  ["return await apply(procedure, args, input, !!self", "return await apply(procedure, args, null, !!self"],
  // The wildcard gives what is in an array, not its properties, which say that it is a sequence.
  ["utils.keys(input).forEach(function (key) {\n                var value = input[key];\n                if(Array.isArray(value)) {\n                    value = flatten(value);",
   `(Array.isArray(input) ? [...input.keys()] : utils.keys(input)).forEach(function (key) {
                var value = input[key];
                if(Array.isArray(value)) {
                    value = flatten(value);`],
  // Grouping an empty array must not write into it: it may be the document's.
  ["input.push(undefined);", "input = focus.createSequence(undefined);"],
];

async function inOrder(items, visit) {
  const results = [];
  for (let i = 0; i < items.length; ++i)
    results.push(await visit(items[i], i));
  return results;
}

/// A tree of syntax, copied but for what has no parts.
function copyOf(node) {
  if (node === null || typeof node !== "object" || node instanceof RegExp)
    return node;
  return Array.isArray(node) ? node.map(copyOf) : Object.fromEntries(Object.entries(node).map(([key, part]) => [key, copyOf(part)]));
}

function load(modules) {
  const file = path.join(modules, "node_modules/jsonata/jsonata.js");
  let text = fs.readFileSync(file, "utf8");
  for (const [from, to] of patches) {
    const at = text.indexOf(from);
    if (at < 0)
      throw new Error(`jsonata.js is not the version that the patches are for: ${from}`);
    text = text.slice(0, at) + to + text.slice(at + from.length); // the first one only: the file holds an ES5 copy of nothing else
  }
  const module = { exports: {} };
  new Function("module", "exports", "require", "inOrder", "copyOf", "global", text)(module, module.exports, require, inOrder, copyOf, globalThis);
  return module.exports;
}

/// A value as text: JSON, and words for what JSON lacks.
function print(value) {
  if (value === undefined)
    return "undefined";
  if (value === null)
    return "null";
  if (typeof value === "function" || value._jsonata_lambda || value._jsonata_function)
    return "function";
  if (typeof value === "number")
    return String(value);
  if (Array.isArray(value))
    return "[" + Array.from(value, print).join(",") + "]";
  if (typeof value === "object")
    return "{" + Object.keys(value).map(key => JSON.stringify(key) + ":" + print(value[key])).join(",") + "}";
  return JSON.stringify(value);
}

function describe(error) {
  if (!error || !error.code)
    return { error: "JavaScript", message: String(error && error.message) };
  return { error: error.code, position: error.position, message: error.message };
}

async function evaluate(jsonata, expression, inputs) {
  let compiled;
  try {
    compiled = jsonata(expression, { stack: 50000 }); // recursion without an end is D1011
  } catch (error) {
    return inputs.map(() => describe(error));
  }
  const outcomes = [];
  for (const input of inputs) {
    try {
      outcomes.push({ value: print(await compiled.evaluate(input === null ? undefined : JSON.parse(input))) });
    } catch (error) {
      outcomes.push(describe(error));
    }
  }
  return outcomes;
}

async function main() {
  const jsonata = load(process.argv[2]);
  for await (const line of readline.createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const { expr, inputs } = JSON.parse(line);
    process.stdout.write(JSON.stringify(await evaluate(jsonata, expr, inputs)) + "\n");
  }
}

main();
