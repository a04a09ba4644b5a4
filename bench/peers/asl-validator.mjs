// Checks the definitions of a list of files, one path a line: node asl-validator.mjs LIST MODULES
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [list, modules] = process.argv.slice(2);
const validate = createRequire(`${modules}/`)("asl-validator");
let refused = 0;
for (const path of readFileSync(list, "utf8").trim().split("\n"))
  if (!validate(JSON.parse(readFileSync(path, "utf8"))).isValid) refused++;
process.stdout.write(`${refused}\n`);
