// Answers each line of stdin by a line of stdout. `answer` takes and gives JSON values, and may be async.
// Lines are decoded one by one: most are ASCII, and V8 is faster on them than on slices of a text that is not.
import { readFileSync, writeFileSync } from "node:fs";

export async function eachLine(answer) {
  const bytes = readFileSync(0);
  const out = [];
  for (let at = 0; at < bytes.length; ) {
    let end = bytes.indexOf(10, at);
    if (end < 0) end = bytes.length;
    const result = answer(JSON.parse(bytes.toString("utf8", at, end)));
    out.push(JSON.stringify(result instanceof Promise ? await result : result), "\n");
    at = end + 1;
  }
  writeFileSync(1, out.join(""));
}
