// W3 as one writes it in a Lambda function.
const classOf = (cents) => (cents >= 10000 ? "large" : cents >= 2500 ? "medium" : "small");
export default function ({ batchId, items }) {
  const results = items.map(({ id, sku, warehouse, priceCents, shippingCents }) => {
    const totalCents = priceCents + shippingCents;
    return { id, ref: warehouse + "-" + sku, totalCents, class: classOf(totalCents) };
  });
  return { batchId, results };
}
