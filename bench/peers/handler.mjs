// node handler.mjs HANDLER.mjs: answers each line by the handler's default function.
import { pathToFileURL } from "node:url";
import { eachLine } from "./lines.mjs";

await eachLine((await import(pathToFileURL(process.argv[2]).href)).default);
