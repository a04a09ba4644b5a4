// W5 as one writes it in a Lambda function.
export default function ({ header, trailer }) {
  const large = header.kind === "settlement" && trailer.count > 1000;
  return { batchId: header.batchId, count: trailer.count, size: large ? "large" : "small" };
}
