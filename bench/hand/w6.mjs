// W6 as one writes it in a Lambda function.
export default function ({ n }) {
  let i = 0;
  let sum = 0;
  for (; i < n; i++) sum += i;
  return { i, sum };
}
